package io.replicationhub.stackhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.aws.call.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** CloudFormation gets its answer, whatever happens. */
@Timeout(30)
final class StackHooksTest {
    private final StandIn aws;
    private final Events events;

    StackHooksTest() throws IOException {
        aws = new StandIn();
        events = new Events(aws);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    /** A hook that does what it is told to, and nothing about its name. */
    private record Told(Work work) implements Hook {
        interface Work {
            String run(Deadline deadline) throws HookFailed, InterruptedException;
        }

        @Override
        public String physicalId(HookRequest request) {
            return "name-of-the-hook";
        }

        @Override
        public String run(HookRequest request, Deadline deadline) throws HookFailed, InterruptedException {
            return work.run(deadline);
        }
    }

    private Json send(String verb, Told.Work work) throws IOException {
        return events.send(
                events.with(Map.of("Custom::Told", new Told(work))), events.event(verb, "Custom::Told", Map.of()));
    }

    @Test
    void theAnswerNamesWhatWasAsked() throws Exception {
        Json reply = send("Create", deadline -> "");
        assertEquals(
                "{\"Status\":\"SUCCESS\",\"PhysicalResourceId\":\"name-of-the-hook\","
                        + "\"StackId\":\"arn:aws:cloudformation:us-east-1:1:stack/s/5b1\","
                        + "\"RequestId\":\"5478ac18-f600-4f1f-8ea7-a6dcd1f54bc8\",\"LogicalResourceId\":\"Logical\"}",
                reply.toString());
        assertEquals("PUT /cloudformation", aws.replies.getFirst().what());
        assertEquals("X-Amz-Signature=of+the%2Faddress", aws.replies.getFirst().query());
        assertEquals("", aws.replies.getFirst().contentType(), "the address is signed without one");
    }

    @Test
    void whatIsWorthSayingIsSaidWithASuccessToo() throws Exception {
        assertEquals("later", send("Update", deadline -> "later").textAt("Reason"));
    }

    @Test
    void aFailureSaysWhy() throws Exception {
        Json reply = send("Create", deadline -> {
            throw new HookFailed("the bucket is not ours");
        });
        assertEquals("FAILED", reply.textAt("Status"));
        assertEquals("the bucket is not ours", reply.textAt("Reason"));
        assertEquals("name-of-the-hook", reply.textAt("PhysicalResourceId"));
    }

    @Test
    void anUpdateThatFailedHasReplacedNothing() throws Exception {
        Json reply = send("Update", deadline -> {
            throw new HookFailed("no");
        });
        assertEquals("physical", reply.textAt("PhysicalResourceId"));
    }

    @Test
    void aDeletedResourceKeepsItsName() throws Exception {
        assertEquals("physical", send("Delete", deadline -> "").textAt("PhysicalResourceId"));
    }

    @Test
    void aFaultOfOursIsAnAnswerToo() throws Exception {
        Json reply = send("Create", deadline -> {
            throw new IllegalStateException("a bug");
        });
        assertEquals("FAILED", reply.textAt("Status"));
        assertTrue(reply.textAt("Reason").contains("a bug"), reply.toString());
        Json error = send("Create", deadline -> {
            throw new NoClassDefFoundError("software/amazon/Something");
        });
        assertEquals("FAILED", error.textAt("Status"));
    }

    @Test
    void workThatHangsIsAnsweredForBeforeTheTimeIsUp() throws Exception {
        var interrupted = new CountDownLatch(1);
        Told hanging = new Told(deadline -> {
            try {
                new CountDownLatch(1).await();
                return "";
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        });
        int answering = (int) StackHooks.ANSWERING.toMillis();
        long began = System.nanoTime();
        Json reply = events.send(
                events.with(Map.of("Custom::Told", hanging)),
                events.event("Create", "Custom::Told", Map.of()),
                answering + 300);
        assertEquals("FAILED", reply.textAt("Status"));
        assertTrue(reply.textAt("Reason").contains("not done within"), reply.toString());
        assertTrue(System.nanoTime() - began < 10_000_000_000L);
        interrupted.await();
    }

    @Test
    void aTypeThatNobodyKnowsFailsAndItsDeletionDoesNot() throws Exception {
        StackHooks hooks = events.hooks();
        Json created = events.send(hooks, events.event("Create", "Custom::Other", Map.of()));
        assertEquals("FAILED", created.textAt("Status"));
        assertEquals("There is no hook for resources of type Custom::Other", created.textAt("Reason"));
        assertEquals(
                "SUCCESS",
                events.send(hooks, events.event("Delete", "Custom::Other", Map.of()))
                        .textAt("Status"));
        assertEquals(
                "FAILED",
                events.send(hooks, events.event("Rename", "Custom::FirstRun", Map.of()))
                        .textAt("Status"));
    }

    @Test
    void aPropertyThatIsMissingIsNamed() throws Exception {
        for (String type : new String[] {Hooks.FIRST_RUN, Hooks.BUCKET_EVENTS}) {
            Json reply = events.send(events.hooks(), events.event("Create", type, Map.of()));
            assertEquals("FAILED", reply.textAt("Status"));
            assertTrue(
                    reply.textAt("Reason").matches("the property \\w+ of " + type + " is missing"), reply.toString());
        }
    }

    @Test
    void anAnswerThatIsNotTakenIsGivenAgain() throws Exception {
        aws.troubleReplies(503, 500);
        assertEquals("SUCCESS", send("Create", deadline -> "").textAt("Status"));
        assertEquals(3, aws.replies.size());
        aws.troubleReplies(403);
        assertThrows(IOException.class, () -> send("Create", deadline -> ""));
        assertEquals(4, aws.replies.size());
    }

    @Test
    void anEnvironmentThatCannotBeWorkedWithIsAnAnswerToo() throws Exception {
        Map<String, String> environment = aws.environment();
        environment.put("AWS_ENDPOINT_URL", "nonsense");
        Map<String, Hook> hooks = Hooks.of(environment, events.clock, events.clock.sleeper(), new Random(1));
        for (String type : hooks.keySet()) {
            Map<String, String> all = Map.of(
                    "Bucket", "b", "Id", "i", "QueueArn", "q", "Events", "e", "Cluster", "c", "TaskDefinition", "t");
            Json reply = events.send(events.with(hooks), events.event("Create", type, all));
            assertEquals(type.equals(Hooks.FAREWELL) ? "SUCCESS" : "FAILED", reply.textAt("Status"), type);
        }
        assertEquals(hooks.size(), aws.replies.size());
    }

    @Test
    void theWholeAnswerStaysBelowWhatCloudFormationTakes() throws Exception {
        Json reply = send("Create", deadline -> {
            throw new HookFailed("ä🙂".repeat(3_000));
        });
        assertTrue(aws.replies.getLast().body().getBytes(StandardCharsets.UTF_8).length <= 4_096);
        assertTrue(
                reply.textAt("Reason").endsWith("🙂…") || reply.textAt("Reason").endsWith("ä…"));
    }

    @Test
    void whatIsNoEventIsNeverAnswered() {
        StackHooks hooks = events.hooks();
        assertThrows(IOException.class, () -> events.send(hooks, new Json.Text("hello")));
        assertThrows(IOException.class, () -> events.send(hooks, Json.object().with("ResponseURL", "nowhere")));
        assertEquals(0, aws.replies.size());
    }
}
