package io.replicationhub.aws.ecs;

import java.time.Instant;
import java.util.Optional;

/**
 * A task of ECS.
 *
 * @param created when ECS was asked for it; every task has that, also one whose container has not started
 * @param status as ECS names it: {@code PENDING}, {@code RUNNING}, {@code STOPPED} and those between
 * @param started when its containers were there
 * @param exitCode of the first container that has one
 * @param reason why it stopped, for people; empty while it has not
 */
public record EcsTask(
        String arn,
        Instant created,
        String status,
        Optional<Instant> started,
        Optional<Instant> stopped,
        Optional<Integer> exitCode,
        String reason) {

    /** The last part of the ARN, by which ECS takes it, too. */
    public String id() {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
