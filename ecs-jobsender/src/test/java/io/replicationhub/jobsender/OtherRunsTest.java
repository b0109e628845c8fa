package io.replicationhub.jobsender;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.aws.ecs.EcsTask;
import io.replicationhub.testkit.FakeClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of several JobSenders at once the oldest goes on, and they all agree on which that is. */
@Timeout(30)
final class OtherRunsTest {
    private final FakeClock clock = FakeClock.atStart();

    private Optional<String> older(Map<String, String> environment) throws InterruptedException {
        return new OtherRuns(environment, clock, clock.sleeper(), new Random(1))
                .older()
                .map(EcsTask::arn)
                .map(arn -> arn.substring(EcsStandIn.TASKS.length()));
    }

    @Test
    void theOldestGoesOnAndTheOthersLeaveItToThat() throws Exception {
        for (String own : List.of("first", "second", "third")) {
            try (var ecs = new EcsStandIn(own)
                    .runs("first", "1700000000.123")
                    .runs("second", "1700000000.124")
                    .runs("third", "1700000001")) {
                assertEquals(own.equals("first") ? Optional.empty() : Optional.of("first"), older(ecs.environment()));
            }
        }
    }

    @Test
    void ofTwoThatWereCreatedAtOnceExactlyOneGoesOn() throws Exception {
        try (var a = new EcsStandIn("a").runs("a", "1700000000").runs("b", "1700000000");
                var b = new EcsStandIn("b").runs("a", "1700000000").runs("b", "1700000000")) {
            assertEquals(Optional.empty(), older(a.environment()));
            assertEquals(Optional.of("a"), older(b.environment()));
        }
    }

    @Test
    void aRunThatIsAloneAsksOnceAndGoesOn() throws Exception {
        try (var ecs = new EcsStandIn("own").runs("own", "1700000000")) {
            assertEquals(Optional.empty(), older(ecs.environment()));
            assertEquals(List.of("ListTasks"), ecs.asked);
        }
    }

    @Test
    void whereEcsDoesNotSayTheRunGoesOn() throws Exception {
        try (var ecs = new EcsStandIn("own").runs("other", "1").runs("own", "2")) {
            ecs.denies = true;
            assertEquals(Optional.empty(), older(ecs.environment()));
            assertEquals(List.of("ListTasks"), ecs.asked);

            Map<String, String> lost = new HashMap<>(ecs.environment());
            lost.put(OwnTask.VARIABLE, ecs.environment().get("AWS_ENDPOINT_URL_ECS") + "/nowhere");
            assertEquals(Optional.empty(), older(lost));
        }
    }

    @Test
    void outsideOfEcsNobodyIsAsked() throws Exception {
        try (var ecs = new EcsStandIn("own").runs("other", "1")) {
            Map<String, String> bare = new HashMap<>(ecs.environment());
            bare.put(OwnTask.VARIABLE, "");
            assertEquals(Optional.empty(), older(bare));
            assertEquals(List.of(), ecs.asked);
        }
    }
}
