package io.replicationhub.history;

import io.replicationhub.crew.Crew;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.Side;
import io.replicationhub.select.Selection;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.WorkStopped;

/**
 * Finds the keys of whose histories the destination lacks something. One thread walks through the listings; where these do
 * not tell, a crew asks for the names of versions. Both stores must tell of versions.
 *
 * @param selection by keys alone: sizes and times of versions are not looked at
 */
public record HistoryDiff(Party source, Party destination, Persistence persistence, Crew crew, Selection selection) {

    /** Told how it goes, by many threads at once; must be quick, but for {@link #differs}, and not throw. */
    public interface Listener {
        /** So many more entries were read. */
        void listed(Side side, int entries);

        /** Nothing is lacking of it. */
        void same(ObjectKey source);

        /** Something is lacking of it. */
        void differs(ObjectKey source, ObjectKey destination);

        /** It could not be found out. */
        void unreadable(ObjectKey source, Outcome.Failed failure);
    }

    /**
     * Goes through all of both sides.
     *
     * @throws WorkStopped where the run was stopped; its {@link RunControl} says why
     */
    public void run(Listener listener, RunControl run) throws WorkStopped, InterruptedException {
        new HistoryWalk(source, destination, persistence, crew, selection, new Passed(listener), run, (key, gap) -> {
                    if (gap.isNone()) {
                        listener.same(key.sourceKey());
                    } else {
                        listener.differs(key.sourceKey(), key.destinationKey());
                    }
                })
                .run();
    }

    private record Passed(Listener listener) implements WalkListener {
        @Override
        public void listed(Side side, int entries) {
            listener.listed(side, entries);
        }

        @Override
        public void unreadable(ObjectKey key, Outcome.Failed failure) {
            listener.unreadable(key, failure);
        }

        @Override
        public void extra(ObjectKey key) {}
    }
}
