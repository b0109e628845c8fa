package io.replicationhub.localservers.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.replicationhub.localservers.ServerStartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The HTTP interface between Lambda and one runtime (Lambda Developer Guide, "Using the Lambda runtime API"). */
final class RuntimeApi implements AutoCloseable {
    static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:" + FunctionProcess.NAME;
    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";

    private sealed interface Ending {
        record Answer(String text) implements Ending {}

        record Error(String text) implements Ending {}

        record Death(String how) implements Ending {}
    }

    private record Event(String text, Instant deadline) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration timeout;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(1);
    private final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile boolean dead;

    private RuntimeApi(HttpServer server, Duration timeout) {
        this.server = server;
        this.timeout = timeout;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static RuntimeApi start(Duration timeout) {
        try {
            return new RuntimeApi(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), timeout);
        } catch (IOException e) {
            throw new ServerStartException("no port for the runtime API", e);
        }
    }

    /** Host and port, as the runtime is told them. */
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits until the runtime has initialised the function; false where it does not, or has died. */
    boolean awaitFirstNext(Duration patience) throws InterruptedException {
        return ready.await(patience.toMillis(), TimeUnit.MILLISECONDS) && !dead;
    }

    /** Nobody is there any more to ask for events or to answer them. */
    void functionEnded(String how) {
        dead = true;
        endings.add(new Ending.Death(how));
        ready.countDown();
    }

    String invoke(String event) throws InterruptedException {
        if (dead) {
            throw new FunctionFailedException("the function is dead", true);
        }
        endings.clear();
        events.put(new Event(event, Instant.now().plus(timeout)));
        @Nullable Ending ending = endings.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return switch (ending) {
            case null -> throw new FunctionFailedException("Task timed out after " + timeout, true);
            case Ending.Answer answer -> answer.text();
            case Ending.Error error -> throw new FunctionFailedException(error.text(), false);
            case Ending.Death death -> throw new FunctionFailedException("the function died: " + death.how(), true);
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.equals(INVOCATION + "next")) {
                next(exchange);
                return;
            }
            String said = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(202, -1);
            if (path.startsWith(INVOCATION)) {
                endings.add(path.endsWith("/response") ? new Ending.Answer(said) : new Ending.Error(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        ready.countDown();
        Event event = events.take();
        byte[] bytes = event.text().getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(event.deadline().toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", ARN);
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
