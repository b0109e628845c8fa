package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.stack.SenderExit;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which ends of a task raise the alarm, by events as ECS sends them. */
class FailedTasksTest {
    /** As {@link Launch} calls it. */
    private static final String STACK = "hub";

    private static final String ENDED = "EssentialContainerExited";
    private final Launch launch = Launch.least(Map.of());
    private final JsonNode rule = launch.properties("FailedTasks");
    private final EventPattern pattern = new EventPattern(rule.get("EventPattern"));

    @ParameterizedTest
    @EnumSource(SenderExit.class)
    void ofTheJobSendersOwnEndsThoseAreNoticedThatAreNotGood(SenderExit end) throws IOException {
        assertEquals(!end.isGood(), noticed(ENDED, "\"exitCode\": " + end.number()));
    }

    @Test
    void aRunThatCouldNotBeCompletedIsNoticed() throws IOException {
        assertTrue(noticed(ENDED, "\"exitCode\": 3"));
    }

    @Test
    void wrongSettingsAreNoticed() throws IOException {
        assertTrue(noticed(ENDED, "\"exitCode\": 2"));
    }

    @Test
    void aRunThatWasKilledForItsMemoryIsNoticed() throws IOException {
        assertTrue(noticed(
                ENDED, "\"exitCode\": 137, \"reason\": \"OutOfMemoryError: Container killed due to memory usage\""));
    }

    @Test
    void aTaskWhoseImageCannotBePulledIsNoticed() throws IOException {
        assertTrue(noticed("TaskFailedToStart", "\"reason\": \"CannotPullContainerError: pull image manifest\""));
    }

    @Test
    void aGoodEndIsNot() throws IOException {
        assertFalse(noticed(ENDED, "\"exitCode\": 0"));
    }

    @Test
    void aTaskThatWasStoppedIsNot() throws IOException {
        assertFalse(noticed(ENDED, "\"exitCode\": 143"));
        assertFalse(noticed("UserInitiated", "\"exitCode\": 143"));
        assertFalse(noticed("UserInitiated", "\"exitCode\": 137"));
        assertFalse(noticed("UserInitiated", "\"lastStatus\": \"STOPPED\""));
    }

    @Test
    void aTaskThatStillRunsIsNot() throws IOException {
        String event = event(ENDED, "\"exitCode\": 3").replace("STOPPED", "DEPROVISIONING");
        assertFalse(pattern.matches(Synthesized.JSON.readTree(event)));
    }

    @Test
    void othersTasksAreNot() throws IOException {
        String event = event(ENDED, "\"exitCode\": 3");
        String other = event.replace("task-definition/hub-", "task-definition/another");
        assertFalse(pattern.matches(Synthesized.JSON.readTree(other)));
        String elsewhere = event.replace("cluster/Cluster", "cluster/another");
        assertFalse(pattern.matches(Synthesized.JSON.readTree(elsewhere)));
    }

    @Test
    void whatEndsBesideTheJobSenderDoesNotMatter() throws IOException {
        String beside = event(ENDED, "\"exitCode\": 0}, {\"name\": \"aws-guardduty-agent\", \"exitCode\": 137");
        assertFalse(pattern.matches(Synthesized.JSON.readTree(beside)));
        String both = event(ENDED, "\"exitCode\": 1}, {\"name\": \"aws-guardduty-agent\", \"exitCode\": 0");
        assertTrue(pattern.matches(Synthesized.JSON.readTree(both)));
    }

    @Test
    void whatEcsTellsIsKeptAndNobodyElseMayTell() {
        assertEquals(1, rule.get("Targets").size());
        assertEquals("MissedStarts.Arn", rule.at("/Targets/0/Arn").asText());
        JsonNode letIn = launch.properties("MissedStartsPolicy").at("/PolicyDocument/Statement/1");
        assertEquals("events.amazonaws.com", letIn.at("/Principal/Service").asText());
        assertEquals(
                "FailedTasks.Arn",
                letIn.at("/Condition/ArnEquals/aws:SourceArn").asText());
    }

    private boolean noticed(String stopCode, String container) throws IOException {
        return pattern.matches(Synthesized.JSON.readTree(event(stopCode, container)));
    }

    /** After the sample in the ECS Developer Guide, "Amazon ECS task state change events". */
    private static String event(String stopCode, String container) {
        return """
                {"version": "0", "id": "3317b2af-7005-947d-b652-f55e762e571a",
                 "detail-type": "ECS Task State Change", "source": "aws.ecs", "account": "123456789012",
                 "region": "eu-central-1", "resources": [], "detail": {
                  "clusterArn": "arn:aws:ecs:eu-central-1:123456789012:cluster/Cluster",
                  "containers": [{"name": "JobSender", %s}],
                  "desiredStatus": "STOPPED", "lastStatus": "STOPPED", "launchType": "FARGATE",
                  "group": "family:%s-JobSender", "stopCode": "%s",
                  "taskDefinitionArn": "arn:aws:ecs:eu-central-1:123456789012:task-definition/%s-JobSender:7"}}
                """.formatted(container, STACK, stopCode, STACK);
    }
}
