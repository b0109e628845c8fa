package io.replicationhub.transfer;

/**
 * What the source's number of tags is worth. Not every store tells it, and S3 does not tell those who may not read tags
 * (API reference, GetObject: {@code x-amz-tagging-count}); an object that says nothing of tags may have some. So a store
 * that is known to tell is asked for tags once that it counts none of, to see that they may be read; any other until it
 * has been seen to count. Thread-safe: by a race a store is asked once too often.
 */
final class TagCounts {
    private enum Trust {
        /** Whether it tells is not known. */
        UNKNOWN,
        /** It tells, and it was not yet seen that we may read what it counts. */
        TOLD,
        PROVEN,
        /** It has tags and does not count them. */
        NOT_COUNTED,
        /** It knows no tags. */
        NO_TAGS
    }

    private volatile Trust trust;

    /** @param told whether the source is known to tell */
    TagCounts(boolean told) {
        this.trust = told ? Trust.TOLD : Trust.UNKNOWN;
    }

    /** Whether the tags of an object are to be read, of which so many were counted. */
    boolean worthReading(int count) {
        return count > 0
                || switch (trust) {
                    case UNKNOWN, TOLD, NOT_COUNTED -> true;
                    case PROVEN, NO_TAGS -> false;
                };
    }

    /** Tags were read of an object of which another number may have been counted. */
    void read(int counted, int found) {
        if (counted == 0 && found > 0) {
            trust = Trust.NOT_COUNTED;
        } else if (trust == Trust.TOLD || trust == Trust.UNKNOWN && counted > 0) {
            trust = Trust.PROVEN;
        }
    }

    /** It does not understand what tags are. */
    void unknown() {
        trust = Trust.NO_TAGS;
    }
}
