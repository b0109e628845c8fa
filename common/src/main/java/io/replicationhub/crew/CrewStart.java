package io.replicationhub.crew;

import java.time.Duration;

/**
 * How many threads a crew begins with, before anything is known of what more of them would bring. It begins with few and
 * doubles while the machine's processors idle, or grows fourfold while they mostly do: then more can do no harm. Where
 * processors are short from the start, each thread in vain costs its connections, its stack and its share of the cache.
 * Pure: what was seen of each step in, a limit out.
 */
final class CrewStart {
    /** How long a step is. */
    static final Duration STEP = Duration.ofMillis(25);
    /** After so many steps with busy processors in a row, or so many in all, {@link CrewSize} takes over. */
    static final int BUSY_STEPS = 4;

    static final int MOST_STEPS = 20;

    /** Up to this load the processors wait for answers more than they work: then the crew grows fourfold. */
    static final double IDLE = 0.5;

    private final int most;
    private int limit;
    private int steps;
    private int busy;

    CrewStart(int least, int most) {
        this.limit = least;
        this.most = most;
    }

    boolean isOver() {
        return limit >= most || busy >= BUSY_STEPS || steps >= MOST_STEPS;
    }

    /** Whether it is over because processors were short. */
    boolean wasBusy() {
        return busy >= BUSY_STEPS;
    }

    /**
     * @param wanted whether all threads were busy and more was waiting
     * @param cpuLoad of the whole machine since the step began, 0 to 1; NaN where it is not known
     */
    int after(boolean wanted, double cpuLoad) {
        steps++;
        if (Double.isNaN(cpuLoad)) {
            // Where it is never known, threads in vain are the lesser evil.
            limit = most;
        } else if (cpuLoad > CrewSize.BUSY) {
            busy++;
        } else if (wanted) {
            busy = 0;
            limit = Math.min(most, (cpuLoad <= IDLE ? 4 : 2) * limit);
        }
        return limit;
    }
}
