package io.replicationhub.operate.stack;

import java.time.Instant;
import java.util.Optional;

/**
 * A JobSender that was started.
 *
 * @param id by which ECS and its logs name it
 * @param status as ECS names it: {@code PENDING}, {@code RUNNING}, {@code STOPPED} and those between
 * @param began when its program began, or when it was asked for where it has not
 * @param exitCode of its program, once it has ended by itself
 * @param reason why it ended, for people; empty while it has not
 */
public record SenderTask(
        String id, String status, Instant began, Optional<Instant> ended, Optional<Integer> exitCode, String reason) {
    public boolean isOver() {
        return status.equals("STOPPED");
    }
}
