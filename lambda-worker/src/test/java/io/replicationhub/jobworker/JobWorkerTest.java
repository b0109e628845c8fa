package io.replicationhub.jobworker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.aws.SqsQueues;
import io.replicationhub.crew.Crew;
import io.replicationhub.event.Intake;
import io.replicationhub.journal.TaskJournal;
import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.pace.Flow;
import io.replicationhub.plan.Side;
import io.replicationhub.select.Selection;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.Mirroring;
import io.replicationhub.transfer.Mirroring.Deletes;
import io.replicationhub.transfer.OutageWatch;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferSetup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.Message;

/** One batch at a time, over stores in memory and a real queue. */
@Timeout(60)
class JobWorkerTest {
    private static final Duration PLENTY = Duration.ofMinutes(5);
    private static final Duration HALT_PAUSE = Duration.ofSeconds(2);
    private static final int LARGE_PART = 8 << 20;
    private static LocalSqs sqs;

    private final MemoryCloud cloud = MemoryCloud.s3(InstantSource.system());
    private final MemoryObjectStore source = cloud.createBucket("from");
    private final MemoryObjectStore destination = cloud.createBucket("to");
    private final List<String> metrics = new ArrayList<>();
    private LocalQueue queue;
    private SqsQueues queues;

    @BeforeAll
    static void start() {
        sqs = LocalSqs.start();
    }

    @AfterAll
    static void stop() {
        sqs.close();
    }

    @BeforeEach
    void createQueue(TestInfo test) throws Exception {
        queue = sqs.create(
                test.getTestMethod().orElseThrow().getName().substring(0, 20) + test.hashCode(),
                Duration.ofMinutes(10),
                3);
        queues = sqs.open(queue);
    }

    @AfterEach
    void closeQueue() {
        queues.close();
    }

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
        SQSBatchResponse answer = worker(unavailable("bad")).work(event, PLENTY);

        assertEquals(List.of(), answer.getBatchItemFailures());
        assertEquals(List.of("a", "c"), destination.keys());
        // After a while, as it failed: up to 15 s.
        TaskMessage left = TaskCodec.decode(awaitMessages(1).getFirst().getBody());
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

    private void put(String key, int size) throws Exception {
        source.put(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(3, size));
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

    private static ObjectStore failing(ObjectStore store, String key, Fault fault) {
        return new FaultyStore(
                store, FaultScript.always(request -> request.name().equals(key), fault));
    }

    private ObjectStore unavailable(String key) {
        return failing(source, key, new Fault.Before(Mishaps.unavailable()));
    }

    private JobWorker worker(ObjectStore from) {
        return worker(from, destination, System::nanoTime);
    }

    private JobWorker worker(ObjectStore from, ObjectStore to, LongSupplier nanos) {
        var random = new Random(7);
        var emf = new EmfMetrics("test", metrics::add, InstantSource.system());
        var engine = new TransferEngine(
                new TransferSetup(
                        party(Side.SOURCE, from),
                        party(Side.DESTINATION, to),
                        EngineOptions.DEFAULT,
                        new BodyBuffers(32 << 20),
                        Crew.ALONE,
                        new TaskJournal(),
                        Persistence.usual(duration -> {}, random, System::nanoTime),
                        Flow.FREE,
                        emf,
                        InstantSource.system()),
                new Mirroring(Selection.EVERYTHING, Deletes.MIRRORED));
        return new JobWorker(
                engine,
                Optional.empty(),
                Crew.ALONE,
                new Intake("from", Selection.EVERYTHING),
                queues,
                emf,
                HALT_PAUSE,
                nanos,
                random);
    }

    private static Party party(Side side, ObjectStore store) {
        Duration patience = Duration.ofSeconds(10);
        return new Party(
                side, store, new OutageWatch(patience, patience, OutageWatch.answers(store), System::nanoTime));
    }

    /** A message to copy objects that are put into the source. */
    private String message(String... keys) throws Exception {
        List<Task> tasks = new ArrayList<>();
        for (String key : keys) {
            var name = new ObjectKey(key);
            source.put(name, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("content of " + key));
            ObjectHead head = source.head(name);
            tasks.add(new CopyTask(name, name, head.stamp()));
        }
        return TaskCodec.encode(TaskMessage.of(tasks));
    }

    private SQSEvent received(String... bodies) throws Exception {
        send(bodies);
        SQSEvent event = event(awaitMessages(bodies.length));
        event.getRecords()
                .sort((left, right) -> Integer.compare(
                        Arrays.asList(bodies).indexOf(left.getBody()),
                        Arrays.asList(bodies).indexOf(right.getBody())));
        return event;
    }

    private void send(String... bodies) {
        for (String body : bodies) {
            sqs.client()
                    .sendMessage(
                            request -> request.queueUrl(queue.url().toString()).messageBody(body));
        }
    }

    private List<SQSEvent.SQSMessage> awaitMessages(int count) throws InterruptedException {
        List<SQSEvent.SQSMessage> events = new ArrayList<>();
        while (events.size() < count) {
            for (Message message : sqs.take(queue.url().toString())) {
                var event = new SQSEvent.SQSMessage();
                event.setMessageId(message.messageId());
                event.setReceiptHandle(message.receiptHandle());
                event.setBody(message.body());
                event.setAttributes(Map.copyOf(message.attributesAsStrings()));
                events.add(event);
            }
            Thread.sleep(50);
        }
        return events;
    }

    private static SQSEvent event(List<SQSEvent.SQSMessage> messages) {
        var event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }

    private void acknowledgeAsLambdaWould(SQSEvent event, SQSBatchResponse answer) {
        List<String> failed = answer.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
        event.getRecords().stream()
                .filter(message -> !failed.contains(message.getMessageId()))
                .forEach(message -> sqs.client()
                        .deleteMessage(request ->
                                request.queueUrl(queue.url().toString()).receiptHandle(message.getReceiptHandle())));
    }

    private Message onlyDeadLetter() {
        List<Message> letters = sqs.take(queue.deadLetterUrl().toString());
        assertEquals(1, letters.size());
        return letters.getFirst();
    }
}
