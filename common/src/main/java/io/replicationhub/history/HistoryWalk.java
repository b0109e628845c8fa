package io.replicationhub.history;

import io.replicationhub.crew.Crew;
import io.replicationhub.crew.Work;
import io.replicationhub.history.Lineage.Gap;
import io.replicationhub.object.ETag;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.select.Selection;
import io.replicationhub.transfer.Halt;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.WorkStopped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes through the histories of both sides, key by key, on one thread, and has a crew see to each key what the destination
 * lacks of it. Both stores must tell of versions. For one run.
 */
final class HistoryWalk {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryWalk.class);
    private final Party source;
    private final Party destination;
    private final Persistence persistence;
    private final Crew crew;
    private final Selection selection;
    private final WalkListener listener;
    private final RunControl run;
    private final Lineage lineage;
    private final Visitor visitor;
    private final Phaser quiet = new Phaser(1);
    /** Whether a key was not seen to, because the run stopped. */
    private final AtomicBoolean left = new AtomicBoolean();

    /** Told of each key that the source has, by any thread of the crew. */
    interface Visitor {
        void see(KeyHistories key, Gap gap) throws SideFailure, WorkStopped;
    }

    HistoryWalk(
            Party source,
            Party destination,
            Persistence persistence,
            Crew crew,
            Selection selection,
            WalkListener listener,
            RunControl run,
            Visitor visitor) {
        this.source = source;
        this.destination = destination;
        this.persistence = persistence;
        this.crew = crew;
        this.selection = selection;
        this.listener = listener;
        this.run = run;
        this.lineage = new Lineage(destination, persistence);
        this.visitor = visitor;
    }

    /**
     * Runs to the end and waits for what was begun.
     *
     * @throws WorkStopped where the run was stopped before all was seen to; its {@link RunControl} says why
     * @throws InterruptedException at once: then what was begun may still be under way
     */
    void run() throws WorkStopped, InterruptedException {
        try {
            walk();
        } catch (SideFailure e) {
            // A listing that is not whole must not look like one that is.
            run.halt(new Halt.SideFailed(e.side(), e.failure().failureClass(), String.valueOf(e.getMessage())));
        } catch (WorkStopped e) {
            left.set(true);
        }
        quiet.awaitAdvanceInterruptibly(quiet.arrive());
        // A run that is told to stop when all has been seen to has come to its end.
        if (left.get() || run.halted().isPresent()) {
            throw new WorkStopped();
        }
    }

    private void walk() throws SideFailure, WorkStopped, InterruptedException {
        VersionStream from = stream(source, selection.sourcePrefix());
        VersionStream to = stream(destination, selection.destinationPrefix());
        Optional<History> there = to.next();
        for (Optional<History> here = from.next(); here.isPresent(); here = from.next()) {
            ObjectKey key = here.get().key();
            if (!selection.selectsKey(key)) {
                continue;
            }
            ObjectKey wanted = selection.destinationOf(key);
            while (there.isPresent() && there.get().key().compareTo(wanted) < 0) {
                extra(there.get().key());
                there = to.next();
            }
            History found = History.known(wanted, List.of());
            if (there.isPresent() && there.get().key().equals(wanted)) {
                found = there.get();
                there = to.next();
            }
            run.check();
            post(new KeyHistories(here.get(), found));
        }
        for (; there.isPresent(); there = to.next()) {
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
                History.pages(party, persistence, run),
                entries -> listener.listed(party.side(), entries),
                party::failure);
    }

    private void post(KeyHistories key) throws InterruptedException {
        quiet.register();
        try {
            crew.post(new KeyWork(key, new AtomicBoolean()));
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
            visitor.see(key, lineage.gap(key, run));
        } catch (SideFailure e) {
            listener.unreadable(
                    key.sourceKey(), new Outcome.Failed(e.failure().failureClass(), String.valueOf(e.getMessage())));
        } catch (WorkStopped e) {
            left.set(true);
            LOG.debug("{} is left to a later run", key.sourceKey());
        } catch (RuntimeException | Error e) {
            LOG.error("A fault of the program's own met {}", key.sourceKey(), e);
            listener.unreadable(
                    key.sourceKey(), new Outcome.Failed(FailureClass.REJECTED, "a fault of the program's own: " + e));
        }
    }
}
