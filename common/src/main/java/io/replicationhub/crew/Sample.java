package io.replicationhub.crew;

/**
 * What was seen of a crew for a while.
 *
 * @param limit how many threads were allowed to work
 * @param saturated all of them were busy all the time, and more was waiting
 * @param starved some waited for memory: more threads could only wait, too
 * @param work done, in {@link #UNIT}s of any fixed kind; compared with other samples alone
 * @param nanos how long it took
 * @param cpuLoad of the whole machine, 0 to 1; NaN where not known
 */
record Sample(int limit, boolean saturated, boolean starved, double work, long nanos, double cpuLoad) {
    /** An object of no bytes counts as much as moving so many bytes. */
    static final long UNIT = 128 << 10;

    double rate() {
        return work * 1e9 / nanos;
    }
}
