package io.replicationhub.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.LocalQueue;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.queue.QueueException;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskMessage;
import io.replicationhub.testkit.contract.TaskQueueContract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.sqs.model.Message;

/** The queue's contract over an SQS within the test, and what is SQS's own. */
@Execution(ExecutionMode.CONCURRENT)
class SqsTaskQueueTest extends TaskQueueContract {
    private static final Duration VISIBILITY = Duration.ofSeconds(2);
    private static EmbeddedSqs sqs;

    private String url;
    private String deadLetterUrl;
    private SqsQueues queues;

    @BeforeAll
    static void startSqs() {
        sqs = EmbeddedSqs.start();
    }

    @AfterAll
    static void stopSqs() {
        sqs.close();
    }

    @BeforeEach
    void createQueues(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        LocalQueue queue = sqs.create(name, VISIBILITY);
        url = queue.url().toString();
        deadLetterUrl = queue.deadLetterUrl().toString();
        queues = SqsQueues.over(sqs.client(), url, deadLetterUrl, Sleeper.REAL, new Random(1));
    }

    @Override
    protected TaskQueue queue() {
        return queues.tasks();
    }

    @Override
    protected Duration visibility() {
        return VISIBILITY;
    }

    @Override
    protected void pass(Duration time) throws InterruptedException {
        Thread.sleep(time);
    }

    @Test
    void whatIsNoMessageOfOursIsBuriedOnceAndDoesNotComeBack() throws Exception {
        String stranger = "{\"Records\":[{\"eventName\":\"s3:TestEvent\"}]}";
        sqs.client().sendMessage(request -> request.queueUrl(url).messageBody(stranger));
        assertEquals(List.of(), queue().receive(10, Duration.ofSeconds(2)));

        List<Message> buried = sqs.client()
                .receiveMessage(request ->
                        request.queueUrl(deadLetterUrl).maxNumberOfMessages(10).messageAttributeNames("All"))
                .messages();
        assertEquals(1, buried.size());
        assertEquals(stranger, buried.getFirst().body());
        assertEquals(
                "UNREADABLE", buried.getFirst().messageAttributes().get("class").stringValue());
        assertTrue(!buried.getFirst()
                .messageAttributes()
                .get("reason")
                .stringValue()
                .isEmpty());
        assertTrue(queue().backlog().isEmpty());
    }

    @Test
    void aMessageThatNoQueueTakesFailsBeforeAnythingIsSent() {
        List<Task> tasks = IntStream.range(0, 400)
                .<Task>mapToObj(n -> {
                    var key = new ObjectKey("k".repeat(800) + n);
                    return new CopyTask(key, key, new ObjectStamp(1, ETag.NONE, Instant.EPOCH));
                })
                .toList();
        var failure = assertThrows(QueueException.class, () -> queue().send(List.of(TaskMessage.of(tasks))));
        assertTrue(String.valueOf(failure.getMessage()).contains("262144"), failure.getMessage());
    }

    @Test
    void aQueueThatIsNotThereIsAFailureThatNamesIt() {
        String missing = url + "-missing";
        var elsewhere = SqsQueues.over(sqs.client(), missing, deadLetterUrl, Sleeper.REAL, new Random(1));
        for (var failure : List.of(
                assertThrows(QueueException.class, () -> elsewhere.tasks().backlog()),
                assertThrows(QueueException.class, () -> elsewhere.tasks().receive(1, Duration.ZERO)))) {
            assertTrue(String.valueOf(failure.getMessage()).contains(missing), failure.getMessage());
        }
    }

    @Test
    void aReceiveThatIsInterruptedEndsAtOnce() throws Exception {
        var ended = new CompletableFuture<Throwable>();
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                queue().receive(1, Duration.ofSeconds(6));
                ended.complete(new AssertionError("it returned"));
            } catch (Throwable e) {
                ended.complete(e);
            }
        });
        Thread.sleep(300);
        waiting.interrupt();
        assertEquals(InterruptedException.class, ended.get(3, TimeUnit.SECONDS).getClass());
    }
}
