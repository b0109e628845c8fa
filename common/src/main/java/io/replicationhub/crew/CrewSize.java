package io.replicationhub.crew;

/**
 * Finds how many threads are worth having, from nothing but what was done with so many of them. Pure: samples in, a
 * limit out.
 *
 * <p>It doubles as long as doubling brings at least {@link #WORTHWHILE}. Where waiting for answers is what takes the time,
 * each doubling brings nearly twice as much and the top is reached within a second; where processors are short,
 * it brings nothing and is taken back. A program that is still being compiled gets faster by itself, which looks like
 * the fruit of more threads; so where processors are short, the larger number must also win against the smaller one
 * measured again afterwards. From time to time it looks again, up and down by turns: circumstances change.
 */
final class CrewSize {
    /** By how much doubling must raise the rate to be kept. */
    static final double WORTHWHILE = 1.10;
    /** So much more is not had by warming up. */
    static final double BEYOND_DOUBT = 1.6;
    /** Half as many are kept where they do so much of what all do. */
    static final double NO_WORSE = 0.94;
    /** Above this load the machine's processors are taken to be short. */
    static final double BUSY = 0.85;
    /** Samples between looking again, at first and at most. */
    static final int FIRST_REST = 30;

    static final int LONGEST_REST = 240;

    private final int least;
    private final int most;
    private int limit;
    private Phase phase = Phase.MEASURE;
    /** The number that is known to be worth its threads, and what it did. */
    private int base;

    private double baseRate;
    private double trialRate;
    private int rest = FIRST_REST;
    private int resting;
    private boolean lookDown;
    private boolean lastLookWasDown;

    private enum Phase {
        /** Measure the base. */
        MEASURE,
        /** Measure twice as many. */
        HIGHER,
        /** Measure the base again, to see whether it has become faster by itself. */
        AGAIN,
        /** Measure half as many. */
        LOWER,
        /** Stay. */
        REST
    }

    CrewSize(int least, int most, int start) {
        if (least < 1 || start < least || most < start) {
            throw new IllegalArgumentException("a crew of " + least + " <= " + start + " <= " + most);
        }
        this.least = least;
        this.most = most;
        this.base = start;
        this.limit = start;
    }

    int limit() {
        return limit;
    }

    /** Learns from a sample and says how many threads to allow from now on. */
    int after(Sample sample) {
        if (sample.limit() != limit) {
            return limit;
        }
        if (!sample.saturated() || sample.starved()) {
            giveUpTrial();
            return limit;
        }
        double rate = sample.rate();
        switch (phase) {
            case MEASURE -> measured(rate);
            case HIGHER -> triedHigher(rate, sample.cpuLoad() > BUSY);
            case AGAIN -> measuredAgain(rate);
            case LOWER -> triedLower(rate);
            case REST -> rested(rate);
        }
        return limit;
    }

    private void measured(double rate) {
        baseRate = rate;
        if (lookDown && base > least) {
            go(Phase.LOWER, Math.max(least, base / 2));
        } else if (base < most) {
            go(Phase.HIGHER, Math.min(most, base * 2));
        } else {
            settle(base);
        }
        lookDown = false;
    }

    private void triedHigher(double rate, boolean processorsShort) {
        if (rate < baseRate * WORTHWHILE) {
            settle(base);
        } else if (processorsShort && rate < baseRate * BEYOND_DOUBT) {
            trialRate = rate;
            go(Phase.AGAIN, base);
        } else {
            keep(limit, rate);
        }
    }

    private void measuredAgain(double rate) {
        if (trialRate < rate * WORTHWHILE) {
            settle(base);
        } else {
            keep(Math.min(most, base * 2), trialRate);
        }
    }

    private void triedLower(double rate) {
        if (rate >= baseRate * NO_WORSE) {
            base = limit;
            baseRate = rate;
            rest = FIRST_REST;
            if (base > least) {
                go(Phase.LOWER, Math.max(least, base / 2));
                return;
            }
        }
        settle(base);
    }

    private void rested(double rate) {
        baseRate = rate;
        if (++resting >= rest) {
            rest = Math.min(LONGEST_REST, rest * 2);
            lookDown = !lastLookWasDown;
            lastLookWasDown = lookDown;
            phase = Phase.MEASURE;
        }
    }

    /** More is worth it: go on from there. */
    private void keep(int worth, double rate) {
        base = worth;
        baseRate = rate;
        rest = FIRST_REST;
        if (base < most) {
            go(Phase.HIGHER, Math.min(most, base * 2));
        } else {
            settle(base);
        }
    }

    private void giveUpTrial() {
        if (phase != Phase.REST) {
            limit = base;
            phase = Phase.MEASURE;
        }
    }

    private void settle(int on) {
        resting = 0;
        go(Phase.REST, on);
    }

    private void go(Phase next, int with) {
        phase = next;
        limit = with;
    }
}
