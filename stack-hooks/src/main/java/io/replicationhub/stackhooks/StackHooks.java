package io.replicationhub.stackhooks;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.replicationhub.aws.call.Json;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.stackhooks.HookRequest.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Lambda calls when CloudFormation creates, updates or deletes one of our custom resources. Whatever happens,
 * CloudFormation gets an answer before the function's time is up: without one it would wait for an hour, and again when it
 * goes back (CloudFormation User Guide, "Custom resources": the default timeout).
 */
public final class StackHooks implements RequestStreamHandler {
    /** Kept of the function's time for the answer. */
    static final Duration ANSWERING = Duration.ofSeconds(45);

    private static final Logger LOG = LoggerFactory.getLogger(StackHooks.class);

    private final Map<String, Hook> hooks;
    private final ReplyDesk desk;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /** Lambda calls this one. */
    public StackHooks() {
        this(
                Hooks.of(System.getenv(), InstantSource.system(), Sleeper.REAL, new Random()),
                new ReplyDesk(Sleeper.REAL, new Random()),
                InstantSource.system(),
                Sleeper.REAL);
    }

    /** @param hooks by the types of their resources */
    StackHooks(Map<String, Hook> hooks, ReplyDesk desk, InstantSource clock, Sleeper sleeper) {
        this.hooks = hooks;
        this.desk = desk;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Does what the request asks, and answers to the address in it; the function's own output is empty.
     *
     * @throws IOException where there is nobody to answer to, or the answer was not taken; Lambda then calls again
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Json event;
        try {
            event = Json.parse(new String(input.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException("this is no request of CloudFormation's: " + e.getMessage(), e);
        }
        URI address = address(event.textAt("ResponseURL"));
        HookRequest request = HookRequest.read(event);
        Duration time = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(ANSWERING);
        Reply reply = reply(request, time);
        LOG.info(
                "{} of {} ({}): {}{}",
                request.verb(),
                request.logicalId(),
                request.type(),
                reply.done() ? "done" : "failed",
                reply.reason().isEmpty() ? "" : ": " + reply.reason());
        try {
            desk.send(address, reply.document(request).toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before CloudFormation was answered", e);
        }
    }

    private static URI address(String url) throws IOException {
        try {
            URI address = URI.create(url);
            if (address.getHost() != null) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the address.
        }
        throw new IOException("this is no request of CloudFormation's: it has no address to answer to");
    }

    private Reply reply(HookRequest request, Duration time) {
        String known = request.physicalId().orElse(request.logicalId());
        Hook hook = hooks.get(request.type());
        if (request.verb() == Verb.UNKNOWN) {
            return Reply.failed(known, "A request is a Create, an Update or a Delete, and this is none of them");
        }
        if (hook == null) {
            // What was never made is gone: a stack must not be kept from being deleted by it.
            return request.verb() == Verb.DELETE
                    ? Reply.done(known, "")
                    : Reply.failed(known, "There is no hook for resources of type " + request.type());
        }
        try {
            String id = request.verb() == Verb.DELETE ? known : hook.physicalId(request);
            try {
                Deadline deadline = Deadline.in(time, clock, sleeper);
                return Reply.done(id, inTime(() -> hook.run(request, deadline), time));
            } catch (HookFailed e) {
                if (e.getCause() != null) {
                    LOG.error("{} of {} failed", request.verb(), request.logicalId(), e);
                }
                // An Update that failed has replaced nothing: the resource goes by the name that it had.
                return Reply.failed(request.verb() == Verb.UPDATE ? known : id, sentence(e));
            }
        } catch (HookFailed e) {
            return Reply.failed(known, sentence(e));
        }
    }

    /** Does the work on a thread of its own, so that work that hangs does not keep the answer. */
    private static String inTime(Callable<String> work, Duration time) throws HookFailed {
        ExecutorService thread = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().daemon().name("hook").factory());
        Future<String> result = thread.submit(work);
        try {
            return result.get(Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof HookFailed failed) {
                throw failed;
            }
            throw new HookFailed(
                    "something that was not foreseen: " + e.getCause() + "; the function's log has the rest",
                    e.getCause());
        } catch (TimeoutException e) {
            throw new HookFailed(
                    "it was not done within " + Math.max(0, time.toSeconds())
                            + " s; the function's log says how far it came",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HookFailed("it was interrupted", e);
        } finally {
            thread.shutdownNow();
        }
    }

    private static String sentence(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
