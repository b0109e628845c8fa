package io.replicationhub.testkit.fault;

import io.replicationhub.testkit.RequestKind;
import java.util.random.RandomGenerator;

/**
 * How often what goes wrong, as shares of all requests.
 *
 * @param unavailable before the effect
 * @param lostAnswers after it
 * @param throttled as the beginning of a burst of up to five
 * @param brokenBodies of readings
 * @param crashes before or after the effect
 */
public record FaultMix(double unavailable, double lostAnswers, double throttled, double brokenBodies, double crashes) {
    public static final FaultMix NONE = new FaultMix(0, 0, 0, 0, 0);
    /** What a bad day looks like. */
    public static final FaultMix BAD_DAY = new FaultMix(0.03, 0.03, 0.01, 0.05, 0);

    public FaultMix withCrashes(double share) {
        return new FaultMix(unavailable, lostAnswers, throttled, brokenBodies, share);
    }

    /** A script that draws from the generator, one request after the other. */
    public FaultScript script(RandomGenerator random) {
        return new Drawn(this, random);
    }

    private static final class Drawn implements FaultScript {
        private static final int LONGEST_BURST = 5;
        private final FaultMix mix;
        private final RandomGenerator random;
        private int throttledStill;

        Drawn(FaultMix mix, RandomGenerator random) {
            this.mix = mix;
            this.random = random;
        }

        @Override
        public synchronized Fault on(Request request) {
            if (throttledStill == 0 && random.nextDouble() < mix.throttled) {
                throttledStill = 1 + random.nextInt(LONGEST_BURST);
            }
            if (throttledStill > 0) {
                throttledStill--;
                return new Fault.Before(Mishaps.throttled());
            }
            return mix.draw(random, request);
        }
    }

    private Fault draw(RandomGenerator random, Request request) {
        double roll = random.nextDouble();
        roll -= unavailable;
        if (roll < 0) {
            return new Fault.Before(Mishaps.unavailable());
        }
        roll -= lostAnswers;
        if (roll < 0) {
            return new Fault.After(Mishaps.unavailable());
        }
        roll -= crashes;
        if (roll < 0) {
            return random.nextBoolean() ? new Fault.Before(Mishaps.crash()) : new Fault.After(Mishaps.crash());
        }
        roll -= brokenBodies;
        boolean breaks = roll < 0 && request.kind() == RequestKind.GET;
        return breaks ? new Fault.BrokenBody(random.nextInt(200)) : Fault.NONE;
    }
}
