package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.jobsender.JobSender;
import io.replicationhub.localservers.faults.ArmedRule;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Point;
import io.replicationhub.localservers.faults.Requests;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.localservers.lambda.FunctionProcess;
import io.replicationhub.localservers.lambda.FunctionSettings;
import io.replicationhub.localservers.mapping.EventSourceMapping;
import io.replicationhub.localservers.mapping.MappingOptions;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.send.SendListener;
import io.replicationhub.stack.SenderExit;
import io.replicationhub.testkit.BytesPayload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The jar near the end of its time. Each invocation has an instance of its own, so nothing is kept from one to the next.
 * Messages are hidden for longer than an invocation and the start of its instance take, as in a stack; otherwise two
 * instances would work on one.
 */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class DeadlineIT {
    private static final int PART = 8 << 20;
    /** Of these a quarter is kept for the ending. */
    private static final Duration TIMEOUT = Duration.ofSeconds(12);

    private static final Duration FOR_TASKS = TIMEOUT.multipliedBy(3).dividedBy(4);
    private static final Duration HIDDEN = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    private Path folder;

    private final Neighbourhood here = new Neighbourhood(HIDDEN);
    private final FaultProxy destination = FaultProxy.inFrontOf(here.destinationEndpoint());
    private Artefact artefact;
    private volatile long invoked;

    @BeforeEach
    void unpack() throws Exception {
        artefact = Artefact.in(folder);
    }

    @AfterEach
    void close() {
        artefact.close();
        destination.close();
        here.close();
    }

    @Test
    void whatIsLeftIsSentAnewAndGoesOnInAnotherInstanceWithoutSendingAPartTwice() throws Exception {
        int parts = 5;
        ArmedRule created = destination.arm(Rule.watching(Requests.creatingAnUpload()));
        ArmedRule listed = destination.arm(Rule.watching(Requests.listingParts()));
        ArmedRule tried = destination.arm(Rule.watching(Requests.tryingAPart()));
        // While the third part is under way the time for tasks runs out.
        ArmedRule held = destination.arm(Rule.of(
                Requests.uploadingAPart(),
                Turn.nth(3),
                Fault.run(Point.requestByte(PART / 2), () -> sleepUntil(invoked + FOR_TASKS.toNanos()))));

        long invocations = copy(parts);

        assertEquals(1, held.acted());
        assertTrue(invocations >= 2);
        assertEquals(1, created.matched());
        assertTrue(listed.matched() >= 1);
        assertEquals(parts, held.matched(), "parts were sent twice");
        assertTrue(tried.matched() <= invocations, "the destination was tried " + tried.matched() + " times");
    }

    /** Of a slow line: what is begun before the time for tasks is up would outlast the ending. */
    @Test
    void noPartIsBegunThatWouldNotBeDoneInTime() throws Exception {
        int parts = 3;
        ArmedRule created = destination.arm(Rule.watching(Requests.creatingAnUpload()));
        ArmedRule sent = destination.arm(
                Rule.of(Requests.uploadingAPart(), Turn.always(), Fault.delay(Duration.ofMillis(4_200))));

        long invocations = copy(parts);

        assertTrue(invocations >= 2);
        assertEquals(1, created.matched());
        assertEquals(parts, sent.acted(), "parts were sent twice");
    }

    /** An object of so many parts, one after the other; says how many invocations it took. */
    private long copy(int parts) throws Exception {
        var etag = here.source.put(
                new ObjectKey("large"),
                ObjectMetadata.NONE,
                WriteOptions.DEFAULT,
                BytesPayload.random(parts, parts * PART));
        assertTrue(etag != null);
        Map<String, String> sender = new HashMap<>(here.senderEnvironment());
        assertEquals(SenderExit.DONE, JobSender.run(sender, here.metrics::add, SendListener.NONE));
        try (var mapping = EventSourceMapping.start(
                new MappingOptions(
                        here.sqs.server().endpoint(), here.queue.url().toString(), 10, Duration.ZERO, 2),
                instances())) {
            long until = System.nanoTime() + PATIENCE.toNanos();
            while (here.waiting() > 0) {
                assertTrue(System.nanoTime() < until, () -> "waited in vain; the function said: " + artefact.said());
                assertEquals(0, mapping.counts().errors(), artefact::said);
                Thread.sleep(50);
            }
            assertEquals(0, mapping.counts().errors(), artefact::said);
            here.assertSame();
            assertEquals(0, here.destination.uploads().open("").size());
            assertEquals(List.of(), here.sqs.take(here.queue.deadLetterUrl().toString()));
            return mapping.counts().invocations();
        }
    }

    private Supplier<Function<SQSEvent, SQSBatchResponse>> instances() {
        Map<String, String> environment = here.workerEnvironment();
        environment.put("DRH_DESTINATION_ENDPOINT", destination.endpoint().toString());
        environment.put("DRH_CONCURRENCY", "1");
        FunctionSettings settings = artefact.settings(environment).withTimeout(TIMEOUT);
        return () -> event -> {
            try (FunctionProcess process = artefact.start(settings)) {
                invoked = System.nanoTime();
                return process.invoke(event);
            }
        };
    }

    private static void sleepUntil(long nanos) {
        try {
            Thread.sleep(Math.max(0, (nanos - System.nanoTime()) / 1_000_000 + 100));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
