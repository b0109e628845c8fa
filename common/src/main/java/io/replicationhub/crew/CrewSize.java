package io.replicationhub.crew;

/**
 * Finds how many threads are worth having, from nothing but what was done with so many of them. Pure: samples in, a
 * limit out.
 *
 * <p>It doubles as long as doubling brings at least {@link #WORTHWHILE}. Where waiting for answers is what takes the time,
 * each doubling brings nearly twice as much and the top is reached within a second; where processors are short,
 * it brings nothing and is taken back. A program that is still being compiled gets several times faster by itself within
 * a second, which looks like the fruit of more threads; so where processors are short, more are not tried for a while,
 * nor before the rate has settled, and the larger number must win against the smaller one measured again afterwards. Each
 * thread in vain costs its connections, over TLS as much as some hundred small objects. From time to time it looks again,
 * mostly up and sometimes down: circumstances change, and who keeps processors busy may be somebody else.
 */
final class CrewSize {
    /** By how much doubling must raise the rate to be kept. */
    static final double WORTHWHILE = 1.10;
    /** Half as many are kept where they do so much of what all do. */
    static final double NO_WORSE = 0.94;
    /** Above this load, or where it is not known, the machine's processors are taken to be short. */
    static final double BUSY = 0.85;
    /** Samples between looking again, at first and at most. */
    static final int FIRST_REST = 10;

    static final int LONGEST_REST = 160;
    /** Looking up costs nothing; looking down costs half the rate for a moment, where waiting is what takes the time. */
    static final int LOOKS_TO_LOOK_DOWN = 3;

    private static final int ENOUGH_IN_A_ROW = 2;

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
    /** It has rested, and looks again whatever the processors do. */
    private boolean rested;

    private boolean lookDown;
    private int looks;
    private int inARow;

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
        REST,
        /** Stay while processors are short, and no longer than in any rest. */
        REST_WHILE_SHORT
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

    /** One that stays as it begins for a while, because processors were short from the start. */
    static CrewSize resting(int least, int most, int start) {
        CrewSize size = new CrewSize(least, most, start);
        size.settle(Phase.REST_WHILE_SHORT);
        return size;
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
        boolean processorsShort = !(sample.cpuLoad() <= BUSY);
        switch (phase) {
            case MEASURE -> measured(rate, processorsShort);
            case HIGHER -> triedHigher(rate, processorsShort);
            case AGAIN -> measuredAgain(rate);
            case LOWER -> triedLower(rate);
            case REST -> rest();
            case REST_WHILE_SHORT -> restWhile(processorsShort);
        }
        return limit;
    }

    private void measured(double rate, boolean processorsShort) {
        boolean settled = rate < baseRate * WORTHWHILE;
        baseRate = rate;
        if (processorsShort && !rested) {
            settle(Phase.REST_WHILE_SHORT);
            return;
        }
        if (processorsShort && !settled && !lookDown) {
            // It gets faster by itself: it is measured once more.
            return;
        }
        if (lookDown && base > least) {
            go(Phase.LOWER, Math.max(least, base / 2));
        } else if (!lookDown && base < most) {
            go(Phase.HIGHER, Math.min(most, base * 2));
        } else {
            settle();
        }
    }

    private void triedHigher(double rate, boolean processorsShort) {
        if (rate < baseRate * WORTHWHILE) {
            notWorthIt();
        } else if (processorsShort) {
            trialRate = rate;
            go(Phase.AGAIN, base);
        } else {
            keep(limit, rate);
        }
    }

    private void measuredAgain(double rate) {
        if (trialRate < rate * WORTHWHILE) {
            notWorthIt();
        } else {
            keep(Math.min(most, base * 2), trialRate);
        }
    }

    /** A hiccup of the machine looks like this, too: it takes two in a row. */
    private void notWorthIt() {
        if (++inARow < ENOUGH_IN_A_ROW) {
            go(Phase.MEASURE, base);
        } else {
            settle();
        }
    }

    /** To give up half of the threads takes two in a row as well. */
    private void triedLower(double rate) {
        if (rate < baseRate * NO_WORSE) {
            settle();
        } else if (++inARow < ENOUGH_IN_A_ROW) {
            go(Phase.MEASURE, base);
        } else {
            inARow = 0;
            base = limit;
            go(Phase.MEASURE, base);
        }
    }

    private void restWhile(boolean processorsShort) {
        if (processorsShort) {
            rest();
        } else {
            phase = Phase.MEASURE;
        }
    }

    private void rest() {
        if (++resting >= rest) {
            rest = Math.min(LONGEST_REST, rest * 2);
            lookDown = ++looks % LOOKS_TO_LOOK_DOWN == 0;
            inARow = 0;
            rested = true;
            phase = Phase.MEASURE;
        }
    }

    /** More is worth it: go on from there. */
    private void keep(int worth, double rate) {
        base = worth;
        baseRate = rate;
        rest = FIRST_REST;
        inARow = 0;
        if (base < most) {
            go(Phase.HIGHER, Math.min(most, base * 2));
        } else {
            settle();
        }
    }

    private void giveUpTrial() {
        if (phase != Phase.REST && phase != Phase.REST_WHILE_SHORT) {
            limit = base;
            phase = Phase.MEASURE;
        }
    }

    private void settle() {
        settle(Phase.REST);
    }

    private void settle(Phase how) {
        resting = 0;
        rested = false;
        go(how, base);
    }

    private void go(Phase next, int with) {
        phase = next;
        limit = with;
    }
}
