package io.replicationhub.plan;

/** Counts as they grow. Not thread-safe: each walker has its own, added to the whole when it is done. */
final class Tally {
    final Sum source = new Sum();
    final Sum destination = new Sum();
    final Sum same = new Sum();
    final Sum missing = new Sum();
    final Sum changed = new Sum();
    final Sum archived = new Sum();
    final Sum extra = new Sum();
    final Sum filtered = new Sum();

    void add(Tally other) {
        source.add(other.source);
        destination.add(other.destination);
        same.add(other.same);
        missing.add(other.missing);
        changed.add(other.changed);
        archived.add(other.archived);
        extra.add(other.extra);
        filtered.add(other.filtered);
    }

    DiffSummary summary(SideReader from, SideReader to) {
        return new DiffSummary(
                source.amount(),
                destination.amount(),
                same.amount(),
                missing.amount(),
                changed.amount(),
                archived.amount(),
                extra.amount(),
                filtered.amount(),
                from.pages(),
                to.pages(),
                from.heads() + to.heads());
    }

    /** An {@link Amount} that grows. */
    static final class Sum {
        private long objects;
        private long bytes;

        void add(long size) {
            objects++;
            bytes += size;
        }

        void add(Sum other) {
            objects += other.objects;
            bytes += other.bytes;
        }

        Amount amount() {
            return new Amount(objects, bytes);
        }

        /** What was added since an earlier amount. */
        Amount since(Amount earlier) {
            return new Amount(objects - earlier.objects(), bytes - earlier.bytes());
        }
    }
}
