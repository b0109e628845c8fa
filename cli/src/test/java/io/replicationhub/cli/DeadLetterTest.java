package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;

/** drh failures and drh retry, on queues that behave as SQS's do. */
class DeadLetterTest {
    private final Deployment deployment = new Deployment(1);

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void failuresAreShownByClassAndStayWhereTheyAre() throws Exception {
        deployment.bury("DENIED", "GET s3://from/photos/x.jpg: 403 AccessDenied", Deployment.task("photos/x.jpg"));
        deployment.bury("DENIED", "GET s3://from/photos/y.jpg: 403 AccessDenied", Deployment.task("photos/y.jpg"));
        deployment.buryUnreadable("{\"hello\":1}");
        letDie(3, "packed/1", "packed/2", "packed/3");

        for (int look = 1; look <= 2; look++) {
            deployment
                    .operate("failures")
                    .ended(1)
                    .says(
                            "dead letters: 4 messages with 6 tasks",
                            "denied",
                            "photos/x.jpg",
                            "GET s3://from/photos/x.jpg: 403 AccessDenied",
                            "unsettled",
                            "packed/1 and 2 more",
                            "received too often without an ending",
                            "unreadable",
                            "not a task message");
        }
        List<JsonNode> lines = lines(deployment.operate("failures", "--json").ended(1));
        assertEquals(4, lines.size());
        JsonNode packed = lines.stream()
                .filter(line -> line.get("class").asText().equals("UNSETTLED"))
                .findFirst()
                .orElseThrow();
        assertEquals(3, packed.get("tasks").asInt());
        assertEquals("packed/2", packed.get("keys").get(1).asText());
        assertEquals(3, packed.get("attempt").asInt());
        assertEquals(4, deployment.waiting(deployment.deadUrl()), "all can be received at once");
    }

    @Test
    void noFailureIsAGoodEnding() {
        deployment.operate("failures").ended(0).says("no dead letters");
    }

    @Test
    void manyAreSeenEachOnceAndALimitIsTold() throws Exception {
        for (int i = 0; i < 60; i++) {
            deployment.bury("CORRUPT", "it came otherwise", Deployment.task("k/" + i));
        }
        Set<String> keys = new HashSet<>();
        List<JsonNode> lines = lines(deployment.operate("failures", "--json").ended(1));
        lines.forEach(line -> keys.add(line.get("key").asText()));
        assertEquals(60, lines.size());
        assertEquals(60, keys.size());
        deployment
                .operate("failures", "--limit", "25")
                .ended(1)
                .says("dead letters: 25 messages", "and 5 more; --json shows them all", "about 35 more; --limit");
        assertEquals(60, deployment.waiting(deployment.deadUrl()));
    }

    @Test
    void whatSomebodyElseHoldsIsCountedAndSaid() {
        deployment.bury("DENIED", "no", Deployment.task("held"));
        deployment.bury("DENIED", "no", Deployment.task("free"));
        assertEquals(
                1,
                deployment
                        .sqs
                        .receiveMessage(request -> request.queueUrl(deployment.deadUrl())
                                .maxNumberOfMessages(1)
                                .visibilityTimeout(60))
                        .messages()
                        .size());
        deployment.operate("failures").ended(1).says("1 message", "about 1 more (1 just then in somebody else");
    }

    @Test
    void retryMovesAllThatCanBeReadAndGivesEveryTryBack() throws Exception {
        deployment.bury("DENIED", "no", Deployment.task("a"));
        deployment.buryUnreadable("{\"hello\":1}");
        letDie(3, "packed/1", "packed/2");

        deployment
                .operate("retry", "--dry-run")
                .ended(0)
                .says("would move 2 messages with 3 tasks", "left 1 message", "--class unreadable");
        assertEquals(3, deployment.waiting(deployment.deadUrl()));

        deployment.operate("retry").ended(0).says("moved 2 messages with 3 tasks to " + deployment.url(), "left 1");
        List<Message> moved = deployment.drain(deployment.url());
        Set<TaskMessage> sent = new HashSet<>();
        for (Message message : moved) {
            assertEquals(Map.of(), message.messageAttributes());
            sent.add(TaskCodec.decode(message.body()));
        }
        assertEquals(
                Set.of(
                        TaskMessage.of(List.of(Deployment.task("a"))),
                        TaskMessage.of(List.of(Deployment.task("packed/1"), Deployment.task("packed/2")))),
                sent);
        deployment.operate("failures").ended(1).says("1 message", "unreadable");
        deployment.operate("retry", "--class", "unreadable").ended(0).says("moved 1 message");
        assertEquals(
                "{\"hello\":1}", deployment.drain(deployment.url()).getFirst().body());
    }

    @Test
    void retryMovesWhatIsAskedForAndNoMore() throws Exception {
        deployment.bury("DENIED", "no", Deployment.task("photos/x.jpg"));
        deployment.bury("DENIED", "no", Deployment.task("films/x.mp4"));
        deployment.bury("CORRUPT", "no", Deployment.task("photos/y.jpg"));
        letDie(1, "films/z.mp4", "photos/z.jpg");
        JsonNode first = deployment
                .operate("retry", "--class", "denied", "--key", "photos/**", "--json")
                .ended(0)
                .json();
        assertEquals(1, first.get("moved").asInt());
        assertEquals(3, first.get("leftBecause").get("other").asInt());
        // A message goes whole when one of its keys is asked for.
        JsonNode second =
                deployment.operate("retry", "--key", "*.jpg", "--json").ended(0).json();
        assertEquals(2, second.get("moved").asInt());
        assertEquals(3, second.get("movedTasks").asInt());
        assertEquals(1, deployment.waiting(deployment.deadUrl()));
    }

    @Test
    void whatCannotBeSentStaysADeadLetter() {
        for (int i = 0; i < 12; i++) {
            deployment.bury("DENIED", "no", Deployment.task("k/" + i));
        }
        deployment.account.deny("sqs:SendMessage");
        deployment.operate("retry").ended(3).says("not allowed; it takes sqs:SendMessage");
        assertEquals(12, deployment.waiting(deployment.deadUrl()), "nothing is lost, nothing is hidden");
        deployment.account.allow("sqs:SendMessage");
        deployment.account.deny("sqs:DeleteMessage");
        // Sent before it is removed: what is in both places is done twice, which does no harm.
        deployment.operate("retry").ended(3).says("it takes sqs:DeleteMessage", "still dead letters");
        assertTrue(deployment.waiting(deployment.url()) > 0);
        assertEquals(12, deployment.waiting(deployment.deadUrl()));
        deployment.account.allow("sqs:DeleteMessage");
        deployment.operate("retry").ended(0).says("moved 12 messages");
        Set<String> bodies = new HashSet<>();
        deployment.drain(deployment.url()).forEach(message -> bodies.add(message.body()));
        assertEquals(12, bodies.size());
        assertEquals(0, deployment.waiting(deployment.deadUrl()));
    }

    @Test
    void queuesCanBeNamedWithoutAStack() {
        deployment.bury("DENIED", "no", Deployment.task("a"));
        deployment.withoutEnvironment("AWS_ENDPOINT_URL");
        String endpoint = deployment.endpoint().toString();
        deployment
                .drh("failures", "--queue", deployment.deadUrl(), "--endpoint-url", endpoint)
                .ended(1)
                .says("denied");
        deployment
                .drh("retry", "--queue", deployment.deadUrl(), "--to", deployment.url(), "--endpoint-url", endpoint)
                .ended(0)
                .says("moved 1 message");
    }

    /** Has SQS itself take a message for dead: received once, and once too often. */
    private void letDie(int attempt, String... keys) throws Exception {
        List<io.replicationhub.task.Task> tasks = new ArrayList<>();
        for (String key : keys) {
            tasks.add(Deployment.task(key));
        }
        int before = deployment.waiting(deployment.deadUrl());
        deployment.send(deployment.url(), TaskCodec.encode(new TaskMessage(attempt, tasks)), Map.of());
        for (int i = 0; i < 100 && deployment.waiting(deployment.deadUrl()) == before; i++) {
            deployment.sqs.receiveMessage(
                    request -> request.queueUrl(deployment.url()).visibilityTimeout(0));
            Thread.sleep(10);
        }
    }

    private static List<JsonNode> lines(Ran ran) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : ran.out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
