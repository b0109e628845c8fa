package io.replicationhub.aws.ecs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.aws.call.Json;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskAnswerTest {
    /** As GuardDuty's agent, which an account may have put into every task of Fargate. */
    private static final String BESIDE = "{\"name\":\"aws-guardduty-agent-x1\",\"exitCode\":137,\"reason\":\"killed\"}";

    @Test
    void aTaskEndsAsItsProgramDoesWhateverRunsBesideIt() {
        EcsTask done = read(BESIDE + ",{\"name\":\"JobSender\",\"exitCode\":0}");
        assertEquals(Optional.of(0), done.exitCode());
        assertEquals("Essential container in task exited", done.reason());
        EcsTask failed = read("{\"name\":\"aws-guardduty-agent-x1\",\"exitCode\":0},"
                + "{\"name\":\"JobSender\",\"exitCode\":137,\"reason\":\"OutOfMemoryError\"}");
        assertEquals(Optional.of(137), failed.exitCode());
        assertEquals("Essential container in task exited: OutOfMemoryError", failed.reason());
    }

    @Test
    void aProgramThatNeverRanHasNoExitCode() {
        assertEquals(
                Optional.empty(), read(BESIDE + ",{\"name\":\"JobSender\"}").exitCode());
    }

    @Test
    void aContainerOfAnotherNameCountsWhereThereIsNoneOfOurs() {
        assertEquals(Optional.of(3), read("{\"name\":\"mine\",\"exitCode\":3}").exitCode());
    }

    private static EcsTask read(String containers) {
        return TaskAnswer.read(Json.parse("{\"taskArn\":\"arn:x\",\"createdAt\":1.5,\"lastStatus\":\"STOPPED\","
                + "\"stoppedReason\":\"Essential container in task exited\",\"containers\":[" + containers + "]}"));
    }
}
