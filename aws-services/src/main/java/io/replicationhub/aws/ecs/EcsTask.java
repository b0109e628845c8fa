package io.replicationhub.aws.ecs;

import java.time.Instant;

/**
 * A task of ECS.
 *
 * @param created when ECS was asked for it; every task has that, also one whose container has not started
 */
public record EcsTask(String arn, Instant created) {}
