package io.replicationhub.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.queue.DeadLetter;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.testkit.OddKeys;
import io.replicationhub.testkit.contract.DeadLettersContract;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import software.amazon.awssdk.services.sqs.model.Message;

class SqsDeadLettersTest extends DeadLettersContract {
    private static EmbeddedSqs sqs;

    private String url;
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
    void createQueue(TestInfo test) {
        url = sqs.create(test.getTestMethod().orElseThrow().getName(), Duration.ofSeconds(60))
                .deadLetterUrl()
                .toString();
        queues = SqsQueues.over(sqs.client(), "http://unused/queue", url, Sleeper.REAL, new Random(1));
    }

    @Override
    protected DeadLetters deadLetters() {
        return queues.deadLetters();
    }

    @Override
    protected List<DeadLetter> buried() throws Exception {
        List<DeadLetter> letters = new ArrayList<>();
        for (Message message : messages()) {
            letters.add(new DeadLetter(
                    TaskCodec.decode(message.body()).tasks().getFirst(),
                    FailureClass.valueOf(attribute(message, "class")),
                    attribute(message, "reason")));
        }
        return letters;
    }

    @Test
    void theKeyOfEveryLetterCanBeReadBackFromItsAttribute() throws Exception {
        for (String key : OddKeys.all()) {
            deadLetters().bury(new DeadLetter(task(key), FailureClass.DENIED, "no"));
        }
        for (Message message : messages()) {
            String expected =
                    TaskCodec.decode(message.body()).tasks().getFirst().key().value();
            // A plus is itself here; URLDecoder takes it for a space.
            String read = URLDecoder.decode(attribute(message, "key").replace("+", "%2B"), StandardCharsets.UTF_8);
            assertEquals(expected, read);
        }
    }

    @Test
    void anOrdinaryKeyIsReadableAsItIs() throws Exception {
        deadLetters().bury(new DeadLetter(task("2026/11/ü b+c.txt"), FailureClass.DENIED, "no"));
        assertEquals("2026/11/ü b+c.txt", attribute(messages().getFirst(), "key"));
    }

    @Test
    void aSentenceWithControlCharactersIsTakenAndAnEndlessOneIsCut() throws Exception {
        deadLetters().bury(new DeadLetter(task("k"), FailureClass.REJECTED, "a\u0001b\nc\uFFFEd" + "r".repeat(9_999)));
        String reason = attribute(messages().getFirst(), "reason");
        assertTrue(reason.startsWith("a b c d"), reason);
        assertEquals(SqsDeadLetters.REASON_CHARS_MOST, reason.length());
        assertTrue(reason.endsWith("…"));
    }

    @Test
    void anUnreadableBodyOfTheLargestSizeStillFits() throws Exception {
        queues.buryUnread("é".repeat(SqsLimits.BYTES_MOST / 2), "not JSON");
        Message message = messages().getFirst();
        assertEquals("not JSON", attribute(message, "reason"));
        assertTrue(message.body().startsWith("ééé"));
    }

    private List<Message> messages() {
        List<Message> all = new ArrayList<>();
        while (true) {
            List<Message> some = sqs.client()
                    .receiveMessage(request ->
                            request.queueUrl(url).maxNumberOfMessages(10).messageAttributeNames("All"))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
        }
    }

    private static String attribute(Message message, String name) {
        var value = message.messageAttributes().get(name);
        return value == null ? "" : value.stringValue();
    }

    private static CopyTask task(String key) {
        return new CopyTask(new ObjectKey(key), new ObjectKey(key), new ObjectStamp(1, ETag.NONE, Instant.EPOCH));
    }
}
