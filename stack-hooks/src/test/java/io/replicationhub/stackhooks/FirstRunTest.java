package io.replicationhub.stackhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.aws.call.Json;
import io.replicationhub.stackhooks.StandIn.Said;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests and answers are those of the Amazon ECS API reference, RunTask. */
@Timeout(30)
final class FirstRunTest {
    private static final Map<String, String> PROPERTIES = Map.of(
            "Cluster", "arn:aws:ecs:us-east-1:1:cluster/c",
            "TaskDefinition", "arn:aws:ecs:us-east-1:1:task-definition/f:7",
            "Subnets", "subnet-a, subnet-b",
            "SecurityGroup", "sg-1",
            "PublicIp", "ENABLED");
    private static final String STARTED =
            "{\"tasks\":[{\"taskArn\":\"arn:aws:ecs:us-east-1:1:task/c/t\"}],\"failures\":[]}";

    private final StandIn aws;
    private final Events events;

    FirstRunTest() throws IOException {
        aws = new StandIn();
        events = new Events(aws);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    private Json send(String verb) throws IOException {
        return events.send(events.hooks(), events.event(verb, Hooks.FIRST_RUN, PROPERTIES));
    }

    @Test
    void aNewStackAndAChangedOneStartOneTask() throws Exception {
        aws.answer("RunTask", STARTED);
        assertEquals("SUCCESS", send("Create").textAt("Status"));
        assertEquals(Json.parse("""
                        {"taskDefinition":"arn:aws:ecs:us-east-1:1:task-definition/f:7",
                         "launchType":"FARGATE","count":1,"startedBy":"stack",
                         "clientToken":"5478ac18-f600-4f1f-8ea7-a6dcd1f54bc8-1",
                         "networkConfiguration":{"awsvpcConfiguration":{"subnets":["subnet-a","subnet-b"],
                           "securityGroups":["sg-1"],"assignPublicIp":"ENABLED"}},
                         "cluster":"arn:aws:ecs:us-east-1:1:cluster/c"}
                        """), aws.asked.getFirst().json());
        assertEquals("application/x-amz-json-1.1", aws.asked.getFirst().contentType());

        Json updated = send("Update");
        assertEquals("physical", updated.textAt("PhysicalResourceId"));
        assertEquals(List.of("RunTask", "RunTask"), aws.names());
    }

    @Test
    void aDeletionStartsNothing() throws Exception {
        assertEquals("SUCCESS", send("Delete").textAt("Status"));
        assertEquals(List.of(), aws.names());
    }

    @Test
    void aRoleThatIsNotSeenYetIsWaitedFor() throws Exception {
        var tries = new AtomicInteger();
        aws.answer(
                "RunTask",
                asked -> tries.incrementAndGet() < 3
                        ? new Said(
                                400,
                                "",
                                "{\"__type\":\"com.amazonaws.ecs#ClientException\",\"message\":\"ECS was unable to assume the role\"}")
                        : Said.good(STARTED));
        Json reply = send("Create");
        assertEquals("SUCCESS", reply.textAt("Status"));
        assertEquals("", reply.textAt("Reason"));
        assertTrue(aws.asked.getLast().json().textAt("clientToken").endsWith("-3"));
    }

    @Test
    void aTaskThatDoesNotStartFailsNoStackAndTheReasonIsSaid() throws Exception {
        aws.answer(
                "RunTask", "{\"tasks\":[],\"failures\":[{\"reason\":\"RESOURCE:ENI\",\"detail\":\"none is left\"}]}");
        Json reply = send("Create");
        assertEquals("SUCCESS", reply.textAt("Status"));
        assertTrue(
                reply.textAt("Reason").contains("ECS started no task: RESOURCE:ENI (none is left)"), reply.toString());
        assertTrue(reply.textAt("Reason").contains("the schedule will start the next one"), reply.toString());
    }

    @Test
    void whatMayPassIsAskedAgainUnderTheSameToken() throws Exception {
        var tries = new AtomicInteger();
        aws.answer(
                "RunTask",
                asked -> tries.incrementAndGet() == 1
                        ? new Said(400, "", "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}")
                        : Said.good(STARTED));
        assertEquals("SUCCESS", send("Create").textAt("Status"));
        assertEquals(
                1,
                aws.asked.stream()
                        .map(asked -> asked.json().textAt("clientToken"))
                        .distinct()
                        .count());
    }
}
