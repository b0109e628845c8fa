package io.replicationhub.jobworker;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.aws.EmfMetrics;
import io.replicationhub.aws.SqsQueues;
import io.replicationhub.crew.Crew;
import io.replicationhub.event.Intake;
import io.replicationhub.journal.TaskJournal;
import io.replicationhub.localservers.LocalQueue;
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
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.sqs.model.Message;

/** Tests of a JobWorker, one batch at a time, over stores in memory and a real queue. */
abstract class OneBatch {
    static final Duration PLENTY = Duration.ofMinutes(5);
    /** Of all that it may be, a wait takes a second: the least for which a queue hides a message. */
    private static final RandomGenerator SHORTLY = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return Math.min(bound - 1, 1_000);
        }
    };

    static final Duration HALT_PAUSE = Duration.ofSeconds(1);
    static final int LARGE_PART = 8 << 20;
    LocalSqs sqs;

    final MemoryCloud cloud = MemoryCloud.s3(InstantSource.system());
    final MemoryObjectStore source = cloud.createBucket("from");
    final MemoryObjectStore destination = cloud.createBucket("to");
    final List<String> metrics = new ArrayList<>();
    LocalQueue queue;
    SqsQueues queues;

    @BeforeEach
    void createQueue() throws Exception {
        sqs = LocalSqs.start();
        queue = sqs.create("tasks", Duration.ofMinutes(10), 3);
        queues = sqs.open(queue);
    }

    @AfterEach
    void closeQueue() {
        queues.close();
        sqs.close();
    }

    void put(String key, int size) throws Exception {
        source.put(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.random(3, size));
    }

    static ObjectStore failing(ObjectStore store, String key, Fault fault) {
        return new FaultyStore(
                store, FaultScript.always(request -> request.name().equals(key), fault));
    }

    ObjectStore unavailable(String key) {
        return failing(source, key, new Fault.Before(Mishaps.unavailable()));
    }

    JobWorker worker(ObjectStore from) {
        return worker(from, destination, System::nanoTime);
    }

    JobWorker worker(ObjectStore from, ObjectStore to, LongSupplier nanos) {
        var emf = new EmfMetrics("test", metrics::add, InstantSource.system());
        var engine = new TransferEngine(
                new TransferSetup(
                        party(Side.SOURCE, from),
                        party(Side.DESTINATION, to),
                        EngineOptions.DEFAULT,
                        new BodyBuffers(32 << 20),
                        Crew.ALONE,
                        new TaskJournal(),
                        Persistence.usual(duration -> {}, SHORTLY, System::nanoTime),
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
                SHORTLY);
    }

    static Party party(Side side, ObjectStore store) {
        Duration patience = Duration.ofSeconds(10);
        return new Party(
                side, store, new OutageWatch(patience, patience, OutageWatch.answers(store), System::nanoTime));
    }

    /** A message to copy objects that are put into the source. */
    String message(String... keys) throws Exception {
        List<Task> tasks = new ArrayList<>();
        for (String key : keys) {
            var name = new ObjectKey(key);
            source.put(name, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of("content of " + key));
            ObjectHead head = source.head(name);
            tasks.add(new CopyTask(name, name, head.stamp()));
        }
        return TaskCodec.encode(TaskMessage.of(tasks));
    }

    SQSEvent received(String... bodies) throws Exception {
        send(bodies);
        SQSEvent event = event(awaitMessages(bodies.length));
        event.getRecords()
                .sort((left, right) -> Integer.compare(
                        Arrays.asList(bodies).indexOf(left.getBody()),
                        Arrays.asList(bodies).indexOf(right.getBody())));
        return event;
    }

    void send(String... bodies) {
        for (String body : bodies) {
            sqs.client()
                    .sendMessage(
                            request -> request.queueUrl(queue.url().toString()).messageBody(body));
        }
    }

    List<SQSEvent.SQSMessage> awaitMessages(int count) throws InterruptedException {
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

    static SQSEvent event(List<SQSEvent.SQSMessage> messages) {
        var event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }

    void acknowledgeAsLambdaWould(SQSEvent event, SQSBatchResponse answer) {
        List<String> failed = answer.getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
        event.getRecords().stream()
                .filter(message -> !failed.contains(message.getMessageId()))
                .forEach(message -> sqs.client()
                        .deleteMessage(request ->
                                request.queueUrl(queue.url().toString()).receiptHandle(message.getReceiptHandle())));
    }
}
