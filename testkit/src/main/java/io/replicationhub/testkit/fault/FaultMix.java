package io.replicationhub.testkit.fault;

import io.replicationhub.testkit.RequestKind;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often what goes wrong, as shares of all requests.
 *
 * @param unavailable before the effect
 * @param lostAnswers after it
 * @param throttled as bursts: a request that is throttled is so up to three times in a row
 * @param brokenBodies of readings
 * @param crashes before or after the effect
 */
public record FaultMix(double unavailable, double lostAnswers, double throttled, double brokenBodies, double crashes) {
    public static final FaultMix NONE = new FaultMix(0, 0, 0, 0, 0);
    /** What a bad day looks like. */
    public static final FaultMix BAD_DAY = new FaultMix(0.03, 0.03, 0.01, 0.05, 0);

    private static final int BURST = 3;

    public FaultMix withCrashes(double share) {
        return new FaultMix(unavailable, lostAnswers, throttled, brokenBodies, share);
    }

    /**
     * A script in which the fate of a request hangs on the seed, on what it asks for and on how often that was asked
     * before, and not on the order in which threads come: the same seed gives the same faults.
     */
    public FaultScript script(long seed, Life life) {
        Map<Request, AtomicInteger> asked = new ConcurrentHashMap<>();
        return life.during(request -> {
            int before =
                    asked.computeIfAbsent(request, first -> new AtomicInteger()).getAndIncrement();
            SplittableRandom burst = fate(seed, request, -1 - before / BURST);
            if (burst.nextDouble() < throttled) {
                return new Fault.Before(Mishaps.throttled());
            }
            return draw(fate(seed, request, before), request, life);
        });
    }

    private static SplittableRandom fate(long seed, Request request, int time) {
        long mixed = seed * 0x9e3779b97f4a7c15L + request.kind().ordinal() * 0x632be59bd9b4e019L;
        return new SplittableRandom(mixed + request.name().hashCode() * 0x2545f4914f6cdd1dL + time);
    }

    private Fault draw(SplittableRandom random, Request request, Life life) {
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
            return random.nextBoolean() ? new Fault.Before(life.crash()) : new Fault.After(life.crash());
        }
        roll -= brokenBodies;
        boolean breaks = roll < 0 && request.kind() == RequestKind.GET;
        return breaks ? new Fault.BrokenBody(random.nextInt(200)) : Fault.NONE;
    }
}
