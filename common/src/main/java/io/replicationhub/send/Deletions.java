package io.replicationhub.send;

import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.queue.QueueException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What one run finds at the destination only: noted while the sides are listed, judged and sent when both have ended. */
final class Deletions implements AutoCloseable {
    private final @Nullable DeleteGuard guard;
    private final @Nullable KeySpool spool;

    private Deletions(@Nullable DeleteGuard guard, @Nullable KeySpool spool) {
        this.guard = guard;
        this.spool = spool;
    }

    /** Nobody asked for deletes. */
    static Deletions none() {
        return new Deletions(null, null);
    }

    static Deletions noted(DeleteGuard guard, Path scratch) {
        return new Deletions(guard, new KeySpool(scratch));
    }

    void found(Difference.Extra extra) {
        if (spool != null) {
            spool.add(extra.sourceKey(), extra.destination().key());
        }
    }

    void restarted() {
        if (spool != null) {
            spool.clear();
        }
    }

    DeleteDecision decide(DiffSummary diff) {
        return guard == null ? DeleteDecision.NOT_ASKED : guard.decide(diff);
    }

    void send(Outbox outbox) throws QueueException, InterruptedException {
        if (spool != null) {
            spool.drainTo(outbox::add);
        }
    }

    @Override
    public void close() {
        if (spool != null) {
            spool.close();
        }
    }
}
