package io.replicationhub.stackhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.aws.call.Json;
import io.replicationhub.stackhooks.StandIn.Said;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Requests and answers are those of the API references of EventBridge Scheduler (GetSchedule, UpdateSchedule), ECS
 * (ListTasks, StopTask, DescribeTasks), Lambda (UpdateEventSourceMapping), SQS (GetQueueAttributes) and S3 (ListMultipartUploads).
 */
@Timeout(30)
final class FarewellTest {
    private static final String MAPPING = "/2015-03-31/event-source-mappings/a1b2c3d4";
    private static final Map<String, String> PROPERTIES = Map.of(
            "Cluster", "c",
            "TaskFamily", "family",
            "EventSourceMapping", "a1b2c3d4",
            "Schedule", "hourly",
            "Queue", "https://sqs.us-east-1.amazonaws.com/111122223333/tasks",
            "DestinationBucket", "destination",
            "DestinationPrefix", "copies/",
            "WorkerRoleName", "Stack-Worker-1A");
    private static final String SCHEDULE = """
            {"ActionAfterCompletion":"NONE","Arn":"arn:aws:scheduler:us-east-1:1:schedule/default/hourly",
             "CreationDate":1.7E9,"Description":"runs it","FlexibleTimeWindow":{"Mode":"OFF"},"GroupName":"default",
             "LastModificationDate":1.7E9,"Name":"hourly","ScheduleExpression":"rate(1 hour)",
             "ScheduleExpressionTimezone":"UTC","StartDate":1700000000.25,"State":"ENABLED",
             "Target":{"Arn":"arn:aws:ecs:us-east-1:1:cluster/c","RoleArn":"arn:aws:iam::1:role/r",
               "EcsParameters":{"TaskDefinitionArn":"d","TaskCount":1,"SomethingNew":[true,null]},
               "RetryPolicy":{"MaximumRetryAttempts":2}}}
            """;
    private static final String UPLOADS = "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>"
            + upload("copies/ours", "u1", "arn:aws:sts::1:assumed-role/Stack-Worker-1A/fn")
            + upload("copies/another's", "u2", "arn:aws:sts::1:assumed-role/Stack-Worker-1AB/fn")
            + upload("copies/user's", "u3", "arn:aws:iam::1:user/Stack-Worker-1A")
            + "<Upload><Key>copies/nobody's</Key><UploadId>u4</UploadId>"
            + "<Initiated>2026-01-01T00:00:00.000Z</Initiated></Upload></ListMultipartUploadsResult>";

    private final StandIn aws;
    private final Events events;
    private final AtomicInteger inFlight = new AtomicInteger();

    FarewellTest() throws IOException {
        aws = new StandIn();
        events = new Events(aws);
        aws.answer("GET /schedules/hourly", SCHEDULE)
                .answer(
                        "PUT /schedules/hourly",
                        "{\"ScheduleArn\":\"arn:aws:scheduler:us-east-1:1:schedule/default/hourly\"}")
                .answer(
                        "ListTasks",
                        asked -> Said.good(
                                asked.json().textAt("nextToken").isEmpty()
                                        ? "{\"taskArns\":[\"task-1\"],\"nextToken\":\"more\"}"
                                        : "{\"taskArns\":[\"task-2\"]}"))
                .answer("StopTask", "{\"task\":{}}")
                .answer("DescribeTasks", tasks("STOPPED"))
                .answer("PUT " + MAPPING, "{\"UUID\":\"a1b2c3d4\",\"State\":\"Disabling\"}")
                .answer("GET " + MAPPING, "{\"UUID\":\"a1b2c3d4\",\"State\":\"Disabled\"}")
                .answer(
                        "GetQueueAttributes",
                        asked -> Said.good(queue(asked.json().textAt("QueueUrl"))))
                .answer("GET /destination?uploads", UPLOADS)
                .answer("DELETE /destination/copies/ours", asked -> new Said(204, "", ""));
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private String queue(String url) {
        boolean letters = url.endsWith("/111122223333/dead");
        return "{\"Attributes\":{\"ApproximateNumberOfMessages\":\"" + (letters ? 3 : 40)
                + "\",\"ApproximateNumberOfMessagesNotVisible\":\"" + (letters ? 0 : inFlight.get())
                + "\",\"ApproximateNumberOfMessagesDelayed\":\"0\""
                + (letters
                        ? "}}"
                        : ",\"RedrivePolicy\":\"{\\\"deadLetterTargetArn\\\":\\\"arn:aws:sqs:us-east-1:111122223333:dead\\\","
                                + "\\\"maxReceiveCount\\\":5}\"}}");
    }

    private static String upload(String key, String id, String initiator) {
        return "<Upload><Key>" + key + "</Key><UploadId>" + id + "</UploadId><Initiator><ID>" + initiator
                + "</ID></Initiator><Initiated>2026-01-01T00:00:00.000Z</Initiated></Upload>";
    }

    private static String tasks(String lastOfThem) {
        return "{\"tasks\":[" + task("task-1", "STOPPED") + ',' + task("task-2", lastOfThem) + "]}";
    }

    private static String task(String arn, String status) {
        return "{\"taskArn\":\"" + arn + "\",\"createdAt\":1.7E9,\"lastStatus\":\"" + status + "\"}";
    }

    private Json delete() throws IOException {
        return events.send(events.hooks(), events.event("Delete", Hooks.FAREWELL, PROPERTIES));
    }

    private StandIn.Asked asked(String what) {
        return aws.asked.stream()
                .filter(asked -> asked.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theStackIsBroughtToRestInOrder() throws Exception {
        Json reply = delete();
        assertEquals("SUCCESS", reply.textAt("Status"), reply.toString());
        assertTrue(reply.textAt("Reason").matches("40 messages stay .*/tasks, 3 in .*:dead"), reply.toString());
        assertEquals(
                List.of(
                        "GET /schedules/hourly",
                        "PUT /schedules/hourly",
                        "ListTasks",
                        "ListTasks",
                        "StopTask",
                        "StopTask",
                        "PUT " + MAPPING,
                        "GET " + MAPPING,
                        "GetQueueAttributes",
                        "GetQueueAttributes",
                        "GetQueueAttributes",
                        "GetQueueAttributes",
                        "DescribeTasks",
                        "GET /destination?uploads",
                        "DELETE /destination/copies/ours"),
                aws.names());
        assertEquals("{\"Enabled\":false}", asked("PUT " + MAPPING).body());
        assertEquals("family", asked("ListTasks").json().textAt("family"));
        assertTrue(asked("GET /destination?uploads").query().contains("prefix=copies%2F"));
        assertEquals("uploadId=u1", asked("DELETE /destination/copies/ours").query());
    }

    @Test
    void theWholeScheduleIsSaidAgainButForItsState() throws Exception {
        delete();
        Json.Fields before = (Json.Fields) Json.parse(SCHEDULE);
        assertEquals(
                before.without("Arn", "CreationDate", "LastModificationDate", "Name")
                        .with("State", "DISABLED"),
                asked("PUT /schedules/hourly").json());
    }

    @Test
    void onlyADeletionIsAFarewell() throws Exception {
        assertEquals(
                "SUCCESS",
                events.send(events.hooks(), events.event("Create", Hooks.FAREWELL, PROPERTIES))
                        .textAt("Status"));
        assertEquals(
                "physical",
                events.send(events.hooks(), events.event("Update", Hooks.FAREWELL, PROPERTIES))
                        .textAt("PhysicalResourceId"));
        assertEquals(List.of(), aws.names());
    }

    @Test
    void whatIsInFlightIsWaitedForAndNotForEver() throws Exception {
        inFlight.set(7);
        var polls = new AtomicInteger();
        aws.answer("GetQueueAttributes", asked -> {
            if (polls.incrementAndGet() == 4) {
                inFlight.set(0);
            }
            return Said.good(queue(asked.json().textAt("QueueUrl")));
        });
        assertEquals("SUCCESS", delete().textAt("Status"));
        assertEquals(Duration.ofSeconds(20), Duration.ofNanos(events.clock.nanos()));

        inFlight.set(7);
        assertEquals("SUCCESS", delete().textAt("Status"));
        Duration waited = Duration.ofNanos(events.clock.nanos()).minusSeconds(20);
        assertTrue(waited.compareTo(Farewell.DRAIN_MOST) <= 0, () -> waited.toString());
        assertTrue(waited.compareTo(Farewell.DRAIN_MOST.minusSeconds(10)) >= 0, () -> waited.toString());
        assertEquals("DELETE /destination/copies/ours", aws.names().getLast());
    }

    /** ECS keeps a cluster that has a task, and the deletion of the stack would end there. */
    @Test
    void theTasksThatWereStoppedAreWaitedForAndNotForEver() throws Exception {
        List<String> states = new ArrayList<>(List.of("RUNNING", "STOPPING", "DEPROVISIONING", "STOPPED"));
        aws.answer("DescribeTasks", asked -> Said.good(tasks(states.removeFirst())));
        Json reply = delete();
        assertEquals("SUCCESS", reply.textAt("Status"), reply.toString());
        assertEquals(List.of(), states);
        Duration before = Duration.ofNanos(events.clock.nanos());

        aws.answer("DescribeTasks", tasks("STOPPING"));
        reply = delete();
        assertEquals("SUCCESS", reply.textAt("Status"), reply.toString());
        assertTrue(reply.textAt("Reason").endsWith("kept by them: task-2"), reply.toString());
        Duration waited = Duration.ofNanos(events.clock.nanos()).minus(before);
        assertTrue(waited.compareTo(Farewell.STOPPING_MOST.plusSeconds(10)) <= 0, waited::toString);
        assertTrue(waited.compareTo(Farewell.STOPPING_MOST.minusSeconds(10)) >= 0, waited::toString);
        assertEquals("DELETE /destination/copies/ours", aws.names().getLast());
    }

    @Test
    void aMappingThatIsBeingChangedIsAskedAgain() throws Exception {
        var tries = new AtomicInteger();
        aws.answer(
                "PUT " + MAPPING,
                asked -> tries.incrementAndGet() < 3
                        ? new Said(400, "ResourceInUseException", "{\"Message\":\"being updated\",\"Type\":\"User\"}")
                        : Said.good("{}"));
        assertEquals("SUCCESS", delete().textAt("Status"));
        assertEquals(3, tries.get());
    }

    @Test
    void whatIsGoneNeedsNothingDoneToIt() throws Exception {
        aws.answer(
                        "ListTasks",
                        asked -> new Said(
                                400,
                                "",
                                "{\"__type\":\"ClusterNotFoundException\",\"message\":\"Cluster not found.\"}"))
                .answer(
                        "GET /schedules/hourly",
                        asked -> new Said(404, "ResourceNotFoundException", "{\"Message\":\"no\"}"))
                .answer("PUT " + MAPPING, asked -> new Said(404, "ResourceNotFoundException", "{\"Message\":\"no\"}"))
                .answer(
                        "GetQueueAttributes",
                        asked -> new Said(
                                400, "", "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"no\"}"))
                .answer(
                        "GET /destination?uploads",
                        asked -> new Said(404, "", "<Error><Code>NoSuchBucket</Code><Message>no</Message></Error>"));
        Json reply = delete();
        assertEquals("SUCCESS", reply.textAt("Status"));
        assertEquals("", reply.textAt("Reason"));
    }

    @Test
    void whatIsDeniedIsSaidAndTheRestIsDone() throws Exception {
        aws.answer(
                "GET /schedules/hourly",
                asked -> new Said(403, "AccessDeniedException", "{\"Message\":\"scheduler:GetSchedule\"}"));
        Json reply = delete();
        assertEquals("SUCCESS", reply.textAt("Status"));
        assertTrue(reply.textAt("Reason").contains("scheduler:GetSchedule"), reply.toString());
        assertEquals("DELETE /destination/copies/ours", aws.names().getLast());

        aws.answer(
                "GET /destination?uploads",
                asked -> new Said(403, "", "<Error><Code>AccessDenied</Code><Message>no</Message></Error>"));
        reply = delete();
        assertEquals("SUCCESS", reply.textAt("Status"));
        assertTrue(
                reply.textAt("Reason").contains("unfinished uploads stay in s3://destination/copies/"),
                reply.toString());
    }

    @Test
    void uploadsThatMayBeAbortedLaterFailTheDeletionSoThatItIsTriedAgain() throws Exception {
        aws.answer(
                "GET /destination?uploads",
                asked -> new Said(503, "", "<Error><Code>ServiceUnavailable</Code><Message>no</Message></Error>"));
        Json reply = delete();
        assertEquals("FAILED", reply.textAt("Status"));
        assertTrue(reply.textAt("Reason").contains("delete the stack once more"), reply.toString());
        assertFalse(aws.names().contains("DELETE /destination/copies/ours"));
    }

    /** A region that does not exist, say: no try will ever find it. */
    @Test
    void aDestinationWhoseNameNobodyKnowsDoesNotKeepTheStack() throws Exception {
        Map<String, String> astray = new HashMap<>(aws.environment());
        astray.put("AWS_ENDPOINT_URL_S3", "http://nowhere.invalid");
        Map<String, Hook> hooks = Hooks.of(astray, events.clock, events.clock.sleeper(), new Random(1));
        Json reply = events.send(events.with(hooks), events.event("Delete", Hooks.FAREWELL, PROPERTIES));
        assertEquals("SUCCESS", reply.textAt("Status"), reply.toString());
        assertTrue(reply.textAt("Reason").contains("the host name is not known"), reply.toString());
        Duration waited = Duration.ofNanos(events.clock.nanos());
        assertTrue(waited.compareTo(OpenUploads.NAME_MOST.plusSeconds(10)) <= 0, waited::toString);
    }

    @Test
    void withoutADestinationOfOursNoUploadsAreLookedFor() throws Exception {
        Json reply = events.send(events.hooks(), events.event("Delete", Hooks.FAREWELL, Map.of("Cluster", "c")));
        assertEquals("SUCCESS", reply.textAt("Status"));
        assertEquals(List.of(), aws.names());
    }
}
