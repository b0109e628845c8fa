package io.replicationhub.operate.stack;

import io.replicationhub.metrics.Metric;
import io.replicationhub.operate.letter.Level;
import java.time.Duration;
import java.util.Optional;

/** How much was done in a second, of late. */
public record Rate(double objects, double bytes, double messages, Duration over) {
    static Rate of(Counts counts, double messages, Duration over) {
        double seconds = over.toSeconds();
        return new Rate(counts.settled() / seconds, counts.of(Metric.BYTES_MOVED) / seconds, messages / seconds, over);
    }

    /**
     * How long what waits will take, if it goes on like this. By objects and bytes where a run has said how many there are,
     * and by messages otherwise; nothing where nothing moves.
     *
     * @param run what has been counted since the last run began
     */
    Optional<Duration> timeFor(Level queue, Optional<Counts> run) {
        if (queue.all() == 0) {
            return Optional.of(Duration.ZERO);
        }
        long objectsLeft = run.map(counts -> counts.of(Metric.OBJECTS_TO_COPY) - counts.settled())
                .orElse(0L);
        if (objectsLeft > 0 && objects > 0) {
            long bytesLeft = run.map(counts -> counts.of(Metric.BYTES_TO_COPY) - counts.of(Metric.BYTES_COPIED))
                    .orElse(0L);
            double byBytes = bytes > 0 ? Math.max(0, bytesLeft) / bytes : 0;
            return Optional.of(seconds(Math.max(objectsLeft / objects, byBytes)));
        }
        return messages > 0 ? Optional.of(seconds(queue.all() / messages)) : Optional.empty();
    }

    private static Duration seconds(double seconds) {
        return Duration.ofSeconds((long) Math.ceil(seconds));
    }
}
