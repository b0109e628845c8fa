package io.replicationhub.history;

import io.replicationhub.crew.Work;
import io.replicationhub.history.Lineage.Gap;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.select.Selection;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.WorkStopped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the histories of both sides, key by key, and carries what the destination lacks, or only tells it. One run
 * that was ended anywhere is gone on with by the next; one behind which nothing changed finds nothing to do. Both stores
 * must tell of versions. For one run.
 */
public final class HistoryRun {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryRun.class);
    private final TransferSetup setup;
    private final Selection selection;
    private final HistoryListener listener;
    private final RunControl run;
    private final Lineage lineage;
    private final @Nullable Carrier carrier;
    private final Phaser quiet = new Phaser(1);

    private HistoryRun(
            TransferSetup setup,
            Selection selection,
            HistoryListener listener,
            RunControl run,
            @Nullable Carrier carrier) {
        this.setup = setup;
        this.selection = selection;
        this.listener = listener;
        this.run = run;
        this.lineage = new Lineage(setup.destination(), setup.persistence());
        this.carrier = carrier;
    }

    /** @param selection by keys alone: sizes and times of versions are not looked at */
    public static HistoryRun carrying(
            TransferSetup setup, Selection selection, HistoryListener listener, RunControl run) {
        return new HistoryRun(setup, selection, listener, run, new Carrier(setup, listener));
    }

    /** One that changes nothing. */
    public static HistoryRun looking(
            TransferSetup setup, Selection selection, HistoryListener listener, RunControl run) {
        return new HistoryRun(setup, selection, listener, run, null);
    }

    /**
     * Runs to the end and waits for what was begun.
     *
     * @throws WorkStopped where the run was stopped; its {@link RunControl} says why
     */
    public void run() throws WorkStopped, InterruptedException {
        try {
            walk();
        } catch (SideFailure e) {
            // A listing that is not whole must not look like one that is.
            run.halt(new Halt.SideFailed(e.side(), e.failure().failureClass(), String.valueOf(e.getMessage())));
        } finally {
            quiet.arriveAndAwaitAdvance();
        }
        run.check();
    }

    private void walk() throws SideFailure, WorkStopped, InterruptedException {
        VersionStream source = stream(setup.source(), selection.sourcePrefix());
        VersionStream destination = stream(setup.destination(), selection.destinationPrefix());
        Optional<History> there = destination.next();
        for (Optional<History> here = source.next(); here.isPresent(); here = source.next()) {
            ObjectKey key = here.get().key();
            if (!selection.selectsKey(key)) {
                continue;
            }
            ObjectKey wanted = selection.destinationOf(key);
            while (there.isPresent() && there.get().key().compareTo(wanted) < 0) {
                extra(there.get().key());
                there = destination.next();
            }
            History found = History.known(wanted, List.of());
            if (there.isPresent() && there.get().key().equals(wanted)) {
                found = there.get();
                there = destination.next();
            }
            run.check();
            post(new KeyHistories(here.get(), found));
        }
        for (; there.isPresent(); there = destination.next()) {
            extra(there.get().key());
        }
    }

    private void extra(ObjectKey key) {
        ObjectStamp unknown = new ObjectStamp(0, ETag.NONE, Instant.EPOCH);
        if (selection.covers(ListedObject.of(key, unknown))) {
            listener.extra(key);
        }
    }

    private VersionStream stream(Party party, String prefix) {
        return new VersionStream(
                prefix,
                History.pages(party, setup, run),
                entries -> listener.listed(party.side(), entries),
                party::failure);
    }

    private void post(KeyHistories key) throws InterruptedException {
        quiet.register();
        try {
            setup.crew().post(new KeyWork(key, new AtomicBoolean()));
        } catch (InterruptedException | RuntimeException e) {
            quiet.arriveAndDeregister();
            throw e;
        }
    }

    private final class KeyWork implements Work {
        private final KeyHistories key;
        private final AtomicBoolean claimed;

        KeyWork(KeyHistories key, AtomicBoolean claimed) {
            this.key = key;
            this.claimed = claimed;
        }

        @Override
        public int pieces() {
            return 1;
        }

        @Override
        public int claim() {
            return claimed.getAndSet(true) ? NOTHING : 0;
        }

        @Override
        public void run(int piece) {
            try {
                see(key);
            } finally {
                quiet.arriveAndDeregister();
            }
        }
    }

    private void see(KeyHistories key) {
        try {
            run.check();
            Gap gap = lineage.gap(key, run);
            if (carrier != null) {
                carrier.carry(key, gap, run);
            } else {
                tell(key.sourceKey(), gap);
            }
        } catch (SideFailure e) {
            listener.unreadable(
                    key.sourceKey(), new Outcome.Failed(e.failure().failureClass(), String.valueOf(e.getMessage())));
        } catch (WorkStopped e) {
            LOG.debug("{} is left to a later run", key.sourceKey());
        } catch (RuntimeException | Error e) {
            LOG.error("A fault of the program's own met {}", key.sourceKey(), e);
            listener.unreadable(
                    key.sourceKey(), new Outcome.Failed(FailureClass.REJECTED, "a fault of the program's own: " + e));
        }
    }

    private void tell(ObjectKey key, Gap gap) throws SideFailure, WorkStopped {
        boolean any = false;
        for (Optional<ListedVersion> next = gap.lacking().next();
                next.isPresent();
                next = gap.lacking().next()) {
            any = true;
            listener.lacking(next.get());
        }
        if (!any && gap.again().isPresent()) {
            listener.lacking(gap.again().get());
        } else if (!any) {
            listener.same(key);
        }
    }
}
