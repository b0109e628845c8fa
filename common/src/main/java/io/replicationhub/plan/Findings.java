package io.replicationhub.plan;

import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.plan.Comparison.Changed;
import io.replicationhub.plan.Comparison.NeedsHead;
import io.replicationhub.plan.Comparison.Same;
import io.replicationhub.select.Selection;

/** Counts what is found, and tells it. Thread-safe; each {@link Tally} that is passed in is its caller's. */
final class Findings {
    private final Selection selection;
    private final DiffListener listener;
    private final Crew crew;
    private final Tally total = new Tally();

    Findings(Selection selection, DiffListener listener, Crew crew) {
        this.selection = selection;
        this.listener = listener;
        this.crew = crew;
    }

    void missing(Tally tally, ListedObject source) throws InterruptedException {
        ObjectKey destinationKey = selection.destinationOf(source.key());
        if (source.archive().forbidsReading()) {
            archived(tally, source, destinationKey);
            return;
        }
        tally.missing.add(source.stamp().size());
        tell(new Difference.Missing(source, destinationKey));
    }

    void changed(Tally tally, ListedObject source, ListedObject destination, Change why) throws InterruptedException {
        if (source.archive().forbidsReading()) {
            archived(tally, source, destination.key());
            return;
        }
        tally.changed.add(source.stamp().size());
        tell(new Difference.Changed(source, destination, why));
    }

    private void archived(Tally tally, ListedObject source, ObjectKey destinationKey) throws InterruptedException {
        tally.archived.add(source.stamp().size());
        tell(new Difference.Archived(source, destinationKey));
    }

    void extra(Tally tally, ListedObject destination) throws InterruptedException {
        tally.extra.add(destination.stamp().size());
        tell(new Difference.Extra(destination, selection.sourceOf(destination.key())));
    }

    void compared(Tally tally, ListedObject source, ListedObject destination, Comparison settled)
            throws InterruptedException {
        switch (settled) {
            case Same same -> {
                tally.same.add(source.stamp().size());
                stopWhereAsked();
                listener.same(source, destination);
            }
            case Changed change -> changed(tally, source, destination, change.why());
            case NeedsHead open -> throw new IllegalStateException("not settled: " + open);
        }
    }

    void listed(Side side, Amount more) throws InterruptedException {
        if (more.objects() > 0) {
            stopWhereAsked();
            listener.listed(side, more);
        }
    }

    void add(Tally tally) {
        synchronized (total) {
            total.add(tally);
        }
    }

    DiffSummary summary(SideReader source, SideReader destination) {
        synchronized (total) {
            return total.summary(source, destination);
        }
    }

    private void tell(Difference difference) throws InterruptedException {
        stopWhereAsked();
        listener.differs(difference);
    }

    private void stopWhereAsked() throws InterruptedException {
        if (crew.isStopped()) {
            throw new InterruptedException("the diff was stopped");
        }
    }
}
