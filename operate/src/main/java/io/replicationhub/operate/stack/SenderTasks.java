package io.replicationhub.operate.stack;

import io.replicationhub.aws.ecs.TaskNetwork;
import io.replicationhub.operate.Unreachable;
import java.util.List;
import java.util.Optional;

/** The JobSenders of a stack. Thread-safe. */
public interface SenderTasks {
    /** Those that run or are about to. */
    List<SenderTask> running() throws Unreachable;

    /** The one that ended last, if that is not long ago: ECS forgets them after an hour or so. */
    Optional<SenderTask> lastEnded() throws Unreachable;

    /** Starts one. Asked twice because an answer was lost, ECS starts one all the same. */
    SenderTask start(TaskNetwork network) throws Unreachable;

    /** How a task is now. */
    SenderTask look(String id) throws Unreachable;
}
