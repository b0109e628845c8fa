package io.replicationhub.history;

import io.replicationhub.config.Setting;
import io.replicationhub.history.Keepings.Unfit;
import io.replicationhub.object.FailureClass;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.WorkStopped;
import java.time.Duration;
import java.util.List;

/**
 * Halts a run whose stores do not keep versions: all of its tasks would fail alike, or each version replace the one before.
 * Asked again now and then, for versioning can be suspended. Thread-safe.
 */
final class KeepingWatch {
    static final Duration BELIEVED = Duration.ofMinutes(5);
    private final TransferSetup setup;
    private boolean asked;
    private long goodUntil;

    KeepingWatch(TransferSetup setup) {
        this.setup = setup;
    }

    void check(RunControl run) throws SideFailure, WorkStopped {
        run.check();
        long now = setup.persistence().nanos().getAsLong();
        synchronized (this) {
            if (asked && now - goodUntil < 0) {
                return;
            }
        }
        List<Unfit> unfit = Keepings.unfit(
                setup.source(), setup.destination(), setup.persistence(), run, Setting.VERSIONS.variable() + "=all");
        if (!unfit.isEmpty()) {
            Unfit first = unfit.getFirst();
            run.halt(new Halt.SideFailed(first.side(), FailureClass.REJECTED, first.reason()));
            throw new WorkStopped();
        }
        synchronized (this) {
            asked = true;
            goodUntil = now + BELIEVED.toNanos();
        }
    }
}
