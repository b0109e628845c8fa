package io.replicationhub.plan;

import org.jspecify.annotations.Nullable;

/**
 * Where each side's listing was found to end: spans beyond need not be asked for there. Thread-safe. Keys that were added
 * later are for the next run, as everywhere in a listing.
 */
final class Ends {
    private volatile @Nullable String source;
    private volatile @Nullable String destination;

    /** The side holds no key greater than this, by what follows its prefix. */
    void found(Side side, String last) {
        switch (side) {
            case SOURCE -> source = last;
            case DESTINATION -> destination = last;
        }
    }

    /** Whether the side is known to hold nothing greater than {@code after}; null stands before all keys. */
    boolean isBeyond(Side side, @Nullable String after) {
        String last = of(side);
        return last != null && after != null && KeyOrder.compare(after, 0, last, 0) >= 0;
    }

    /** The last key of both sides together; null where either's is not known. */
    @Nullable
    String ofBoth() {
        String one = source;
        String other = destination;
        if (one == null || other == null) {
            return null;
        }
        return KeyOrder.compare(one, 0, other, 0) >= 0 ? one : other;
    }

    private @Nullable String of(Side side) {
        return switch (side) {
            case SOURCE -> source;
            case DESTINATION -> destination;
        };
    }
}
