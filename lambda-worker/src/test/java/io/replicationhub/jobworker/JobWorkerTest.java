package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.Mishaps;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.Message;

/** One batch at a time, over stores in memory and a real queue. */
@Timeout(60)
class JobWorkerTest extends OneBatch {
    @Test
    void allTasksOfAllMessagesAreDoneAndNoneIsNamedAsFailed() throws Exception {
        SQSEvent event = received(message("a", "b"), message("c"));
        SQSBatchResponse answer = worker(source).work(event, PLENTY);
        assertEquals(List.of(), answer.getBatchItemFailures());
        assertEquals(List.of("a", "b", "c"), destination.keys());
        assertEquals(1, metrics.size());
        assertTrue(metrics.getFirst().contains("\"ObjectsCopied\":3"), metrics.toString());
        long bytes = 0;
        for (String key : destination.keys()) {
            bytes += destination.object(key).orElseThrow().bytes().length;
        }
        assertTrue(bytes > 0);
        assertTrue(metrics.getFirst().contains("\"BytesMoved\":" + bytes), metrics.toString());
    }

    @Test
    void ofAPartlyFailedMessageOnlyWhatFailedIsSentAnew() throws Exception {
        SQSEvent event = received(message("a", "bad", "c"));
        long began = System.nanoTime();
        SQSBatchResponse answer = worker(unavailable("bad")).work(event, PLENTY);

        assertEquals(List.of(), answer.getBatchItemFailures());
        assertEquals(List.of("a", "c"), destination.keys());
        var early = sqs.take(queue.url().toString());
        assertTrue(
                early.isEmpty()
                        || System.nanoTime() - began >= Duration.ofSeconds(1).toNanos(),
                "after a while, as it failed");
        TaskMessage left = TaskCodec.decode(
                early.isEmpty()
                        ? awaitMessages(1).getFirst().getBody()
                        : early.getFirst().body());
        assertEquals(2, left.attempt());
        assertEquals(
                List.of("bad"),
                left.tasks().stream().map(task -> task.key().value()).toList());
        assertEquals(List.of(), sqs.take(queue.deadLetterUrl().toString()));
    }

    @Test
    void aMessageOfWhichNothingSucceededIsNamedAsFailedAndComesAgainAfterAPause() throws Exception {
        SQSEvent event = received(message("bad"), message("good"));
        SQSBatchResponse answer = worker(unavailable("bad")).work(event, PLENTY);

        assertEquals(
                List.of(event.getRecords().getFirst().getMessageId()),
                answer.getBatchItemFailures().stream()
                        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                        .toList());
        assertEquals(List.of("good"), destination.keys());
    }

    @Test
    void whatFailsForGoodIsBuriedAtOnceWithClassReasonAndKey() throws Exception {
        SQSEvent event = received(message("a", "locked/ü"));
        SQSBatchResponse answer = worker(
                        failing(source, "locked/ü", new Fault.Before(Mishaps.failure(FailureClass.DENIED))))
                .work(event, PLENTY);

        assertEquals(List.of(), answer.getBatchItemFailures());
        assertEquals(List.of("a"), destination.keys());
        Message letter = onlyDeadLetter();
        assertEquals("DENIED", LocalSqs.attribute(letter, "class"));
        assertEquals("locked/ü", LocalSqs.attribute(letter, "key"));
        assertTrue(LocalSqs.attribute(letter, "reason").contains("locked/ü"));
        assertEquals(
                List.of("locked/ü"),
                TaskCodec.decode(letter.body()).tasks().stream()
                        .map(task -> task.key().value())
                        .toList());
        assertEquals(List.of(), sqs.take(queue.url().toString()));
    }

    @Test
    void whatIsNoMessageOfOursIsBuriedAndTheRestIsDone() throws Exception {
        SQSEvent event = received("{\"Records\":[]}", message("a"));
        SQSBatchResponse answer = worker(source).work(event, PLENTY);
        assertEquals(List.of(), answer.getBatchItemFailures());
        assertEquals(List.of("a"), destination.keys());
        Message letter = onlyDeadLetter();
        assertEquals("UNREADABLE", LocalSqs.attribute(letter, "class"));
        assertEquals("{\"Records\":[]}", letter.body());
    }

    @Test
    void eventsOfTheSourceAreDoneByWhatTheSourceHasNow() throws Exception {
        put("made here", 10);
        destination.put(new ObjectKey("gone"), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(1, 10));
        SQSEvent event = received(
                notification("ObjectRemoved:Delete", "from", "made+here"),
                notification("ObjectCreated:Put", "from", "gone"),
                notification("ObjectCreated:Put", "from", "gone"),
                "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"from\"}");
        SQSBatchResponse answer = worker(source).work(event, PLENTY);
        assertEquals(List.of(), answer.getBatchItemFailures());
        assertEquals(List.of("made here"), destination.keys());
        assertEquals(List.of(), sqs.take(queue.deadLetterUrl().toString()));
        assertTrue(metrics.getFirst().contains("\"ObjectsDeleted\":1"), metrics.toString());
    }

    @Test
    void anEventOfAnotherBucketIsADeadLetterWithTheReason() throws Exception {
        put("k", 10);
        String stranger = notification("ObjectCreated:Put", "other", "k");
        SQSBatchResponse answer = worker(source).work(received(stranger), PLENTY);
        assertEquals(List.of(), answer.getBatchItemFailures());
        assertEquals(List.of(), destination.keys());
        Message letter = onlyDeadLetter();
        assertEquals(stranger, letter.body());
        assertTrue(LocalSqs.attribute(letter, "reason").contains("other"));
    }

    @Test
    void ofAMessageThatComesAgainWhatIsNotOursIsBuriedOnce() throws Exception {
        put("own", 10);
        String mixed = notification("ObjectCreated:Put", "other", "k")
                .replace(
                        "]}",
                        "," + notification("ObjectCreated:Put", "from", "own").substring("{\"Records\":[".length()));
        SQSEvent event = received(mixed);
        for (int round = 0; round < 2; round++) {
            acknowledgeAsLambdaWould(event, worker(unavailable("own")).work(event, PLENTY));
            event = event(awaitMessages(1));
        }
        assertEquals(mixed, onlyDeadLetter().body());
        acknowledgeAsLambdaWould(event, worker(source).work(event, PLENTY));
        assertEquals(List.of("own"), destination.keys());
        assertEquals(List.of(), sqs.take(queue.url().toString()));
    }

    private static String notification(String name, String bucket, String key) {
        return "{\"Records\":[{\"eventName\":\"" + name + "\",\"s3\":{\"bucket\":{\"name\":\"" + bucket
                + "\"},\"object\":{\"key\":\"" + key + "\"}}}]}";
    }

    @Test
    void wrongCredentialsBuryNothingAndUseUpNoReceiveHoweverOftenMessagesComeBack() throws Exception {
        String first = message("a");
        String second = message("b");
        send(first, second);
        JobWorker halted = worker(cloud.bucketWithWrongSecret("from"));
        // More often than the queue's redrive policy allows a message to be received.
        for (int round = 0; round < 4; round++) {
            List<SQSEvent.SQSMessage> messages = awaitMessages(2);
            assertTrue(
                    messages.stream()
                            .allMatch(message -> message.getAttributes()
                                    .get("ApproximateReceiveCount")
                                    .equals("1")),
                    "a message has been received before");
            SQSEvent event = event(messages);
            acknowledgeAsLambdaWould(event, halted.work(event, PLENTY));
        }
        assertEquals(List.of(), sqs.take(queue.deadLetterUrl().toString()));
        assertTrue(metrics.stream().allMatch(line -> line.contains("\"WorkerHalts\":1")), metrics.toString());

        SQSEvent event = event(awaitMessages(2));
        acknowledgeAsLambdaWould(event, worker(source).work(event, PLENTY));
        assertEquals(List.of("a", "b"), destination.keys());
    }

    private Message onlyDeadLetter() {
        List<Message> letters = sqs.take(queue.deadLetterUrl().toString());
        assertEquals(1, letters.size());
        return letters.getFirst();
    }
}
