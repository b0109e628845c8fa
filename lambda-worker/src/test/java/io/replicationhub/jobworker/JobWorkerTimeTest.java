package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of messages for which the time of an invocation is short. */
@Timeout(60)
class JobWorkerTimeTest extends OneBatch {
    @Test
    void withoutTimeLeftNothingIsBegunAndTheMessageIsNamedAsFailed() throws Exception {
        SQSEvent event = received(message("a"));
        SQSBatchResponse answer = worker(source).work(event, Duration.ZERO);
        assertEquals(1, answer.getBatchItemFailures().size());
        assertEquals(List.of(), destination.keys());
        // It may come again at once: the queue hides it no longer.
        assertEquals(1, sqs.take(queue.url().toString()).size());
    }

    @Test
    void timeThatReadingTheBatchTookIsNoLongerThereForTasks() throws Exception {
        SQSEvent event = received("nobody's", message("a"));
        var buried = new AtomicBoolean();
        LongSupplier slow = () -> {
            if (!sqs.take(queue.deadLetterUrl().toString()).isEmpty()) {
                buried.set(true);
            }
            return buried.get() ? PLENTY.toNanos() : 0;
        };
        SQSBatchResponse answer = worker(source, destination, slow).work(event, PLENTY);
        assertEquals(1, answer.getBatchItemFailures().size());
        assertEquals(List.of(), destination.keys());
    }

    /** With events on, ten come together, and one large object may take the time of all. */
    @Test
    void aMessageForWhichOthersLeftNoTimeComesAgainAsIfItHadNotCome() throws Exception {
        for (String name : List.of("large-1", "large-2", "large-3")) {
            var key = new ObjectKey(name);
            source.put(key, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(7, 5 * LARGE_PART));
            send(TaskCodec.encode(TaskMessage.of(
                    List.of(new CopyTask(key, key, source.head(key).stamp())))));
        }
        var time = new AtomicLong();
        ObjectStore slow = new FaultyStore(destination, request -> {
            if (request.kind() == RequestKind.UPLOAD_PART) {
                time.addAndGet(Duration.ofMinutes(5).toNanos());
            }
            return Fault.NONE;
        });
        List<SQSEvent.SQSMessage> messages = awaitMessages(3);
        SQSBatchResponse answer = worker(source, slow, time::get).work(event(messages), Duration.ofMinutes(9));
        assertEquals(List.of(), answer.getBatchItemFailures());
        acknowledgeAsLambdaWould(event(messages), answer);
        List<SQSEvent.SQSMessage> again = awaitMessages(3);
        assertEquals(
                List.of("1", "1", "1"),
                again.stream()
                        .map(message -> message.getAttributes().get("ApproximateReceiveCount"))
                        .toList());
    }

    @Test
    void anObjectThatTakesLongerThanAnInvocationGoesOnInTheNext() throws Exception {
        int parts = 5;
        var key = new ObjectKey("large");
        source.put(key, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(7, parts * LARGE_PART));
        send(TaskCodec.encode(
                TaskMessage.of(List.of(new CopyTask(key, key, source.head(key).stamp())))));
        var time = new AtomicLong();
        var sent = new AtomicInteger();
        ObjectStore slow = new FaultyStore(destination, request -> {
            if (request.kind() == RequestKind.UPLOAD_PART) {
                sent.incrementAndGet();
                time.addAndGet(Duration.ofMinutes(5).toNanos());
            }
            return Fault.NONE;
        });
        // Two parts of 5 minutes each time.
        for (int invocation = 1; invocation <= 3; invocation++) {
            List<SQSEvent.SQSMessage> messages = awaitMessages(1);
            assertEquals("1", messages.getFirst().getAttributes().get("ApproximateReceiveCount"));
            SQSBatchResponse answer = worker(source, slow, time::get).work(event(messages), Duration.ofMinutes(9));
            assertEquals(List.of(), answer.getBatchItemFailures());
            acknowledgeAsLambdaWould(event(messages), answer);
            assertEquals(Math.min(2 * invocation, parts), sent.get());
        }
        assertArrayEquals(
                source.object("large").orElseThrow().bytes(),
                destination.object("large").orElseThrow().bytes());
        assertEquals(List.of(), destination.openUploads());
        assertEquals(List.of(), sqs.take(queue.url().toString()));
        assertEquals(List.of(), sqs.take(queue.deadLetterUrl().toString()));
    }

    @Test
    void timeForTheEndingIsKeptBack() {
        assertEquals(Duration.ofSeconds(880), JobWorker.forTasks(Duration.ofSeconds(900)));
        assertEquals(Duration.ofSeconds(45), JobWorker.forTasks(Duration.ofSeconds(60)));
        assertEquals(Duration.ZERO, JobWorker.forTasks(Duration.ZERO));
    }
}
