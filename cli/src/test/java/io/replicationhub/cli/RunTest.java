package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.stack.StackOutput;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** drh run, on a container service that answers as ECS does. */
class RunTest {
    private final Deployment deployment = new Deployment(3);

    @AfterEach
    void close() {
        deployment.close();
    }

    @Test
    void aRunIsStartedAndItsTaskNamed() {
        deployment
                .operate("run")
                .ended(0)
                .says("started the JobSender: task 0000", "in the cluster " + deployment.cluster, "/drh/jobsender");
        assertEquals("ecs:RunTask", deployment.account.actions().getLast());
    }

    @Test
    void waitingEndsWithTheRunAndByItsCode() throws Exception {
        deployment.account.containers().endWith(3);
        Ran waited = deployment.operate("run", "--wait").ended(3);
        waited.says("the task is running", "the task ended after", "with exit code 3");
        deployment.account.containers().endWith(0);
        JsonNode told = deployment.operate("run", "--wait", "--json").ended(0).json();
        assertEquals(0, told.get("exitCode").asInt());
        assertEquals("STOPPED", told.get("status").asText());
    }

    @Test
    void aContainerThatNeverRanIsNoGoodEnding() {
        deployment.account.containers().failToStart("CannotPullContainerError: pull image manifest has been retried");
        deployment.operate("run", "--wait").ended(3).says("without having run: CannotPullContainerError");
    }

    @Test
    void whereOneRunsAnotherIsNotStarted() {
        String id = deployment.account.containers().running(deployment.cluster, Instant.now(), 2);
        deployment
                .operate("run", "--wait")
                .ended(0)
                .says("a JobSender is already running", "task " + id, "exit code 0");
        assertFalse(deployment.account.actions().contains("ecs:RunTask"));
    }

    @Test
    void whatKeepsItFromStartingIsSaid() {
        deployment.account.containers().refusePlacement("RESOURCE:ENI");
        deployment.operate("run").ended(3).says("ECS started no task: RESOURCE:ENI");
        deployment.account.deny("ecs:RunTask");
        deployment.operate("run").ended(3).says("not authorized to perform: ecs:RunTask");
        deployment.output(StackOutput.CLUSTER, "another");
        deployment.without(StackOutput.JOB_SENDER_SUBNETS);
        deployment.deploy(java.util.List.of());
        deployment.operate("run").ended(3).says("has no output JobSenderSubnets");
    }
}
