package io.replicationhub.operate.letter;

import io.replicationhub.operate.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One passage through a dead-letter queue. Each letter is shown once. A queue has no cursor: what has been seen is kept
 * hidden until the end, so that the next request brings others, and is given back then. A process that dies in between
 * leaves them hidden for {@link #HIDDEN} and no longer.
 */
final class LetterWalk {
    /** How long a letter that is being looked at is hidden from others. */
    static final Duration HIDDEN = Duration.ofMinutes(3);
    /** What it takes to give back what is held. */
    private static final Duration RESERVE = Duration.ofSeconds(30);
    /** SQS asks all of its servers only when it may wait (SQS Developer Guide, "Short and long polling"). */
    private static final Duration WAIT = Duration.ofSeconds(1);
    /** Requests at once: a round trip may take a tenth of a second, and brings ten letters at most. */
    private static final int LANES = 8;

    private static final int BATCH = 10;

    private final LetterBox box;
    private final InstantSource clock;
    private final AtomicLong allowance;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Map<String, Letter> held = new ConcurrentHashMap<>();
    private final AtomicBoolean broken = new AtomicBoolean();
    /** Those held until the end; what a lane has in hand is held for a moment alone. */
    private final AtomicInteger staying = new AtomicInteger();

    private final AtomicBoolean wasLong = new AtomicBoolean();
    private final Level level;

    /**
     * @param level what the queue says that it has
     * @param most letters to look at
     */
    LetterWalk(LetterBox box, InstantSource clock, Level level, long most) {
        this.box = box;
        this.clock = clock;
        this.level = level;
        this.allowance = new AtomicLong(most);
    }

    /** What is done with letters; one for each thread. */
    interface Lane {
        /** Sees letters for the first time; answers those that are to stay. */
        List<Letter> see(List<Letter> letters) throws Unreachable;
    }

    /**
     * How it ended.
     *
     * @param seen how many letters were shown
     * @param stillHidden how many could not be given back and come back by themselves
     * @param problem why it ended early, where it did for a failure
     * @param wasLong whether it ended because what is held would have come back by itself
     */
    record Ended(long seen, int stillHidden, Optional<Unreachable> problem, boolean wasLong) {}

    /** Shows every letter to one of the lanes, as many at once as there are lanes. */
    Ended through(List<? extends Lane> lanes) throws InterruptedException {
        Instant until = clock.instant().plus(HIDDEN).minus(RESERVE);
        Optional<Unreachable> problem = Optional.empty();
        boolean interrupted;
        int stillHidden;
        try {
            // Two counts that agree save the waiting for a letter more.
            long expected = level.waiting() > 0 ? level.waiting() : Long.MAX_VALUE;
            problem = together(lanes, until, expected);
            if (problem.isEmpty() && seen.size() >= expected && box.level().waiting() > 0) {
                problem = together(lanes, until, Long.MAX_VALUE);
            }
        } catch (Unreachable e) {
            problem = Optional.of(e);
        } finally {
            interrupted = Thread.interrupted();
            stillHidden = giveBack(held.values());
        }
        if (interrupted) {
            throw new InterruptedException("interrupted while dead letters were read");
        }
        return new Ended(seen.size(), stillHidden, problem, wasLong.get());
    }

    /** How many walk at once through a queue of so many. */
    static int lanesFor(long letters) {
        return Math.clamp((letters + BATCH - 1) / BATCH, 1, LANES);
    }

    private Optional<Unreachable> together(List<? extends Lane> lanes, Instant until, long expected) {
        List<Future<Optional<Unreachable>>> walking = new ArrayList<>();
        Optional<Unreachable> problem = Optional.empty();
        // Not virtual threads: the JVM waits 0.3 s for the poller of their sockets when it ends. They are eight at
        // most.
        try (ExecutorService threads = Executors.newFixedThreadPool(
                lanes.size(), Thread.ofPlatform().daemon().name("letters-", 1).factory())) {
            for (Lane lane : lanes) {
                walking.add(threads.submit(() -> walk(lane, until, expected)));
            }
            for (Future<Optional<Unreachable>> walk : walking) {
                problem = problem.or(() -> ended(walk));
            }
        }
        return problem;
    }

    private Optional<Unreachable> walk(Lane lane, Instant until, long expected) {
        try {
            while (!broken.get() && seen.size() < expected) {
                if (staying.get() > 0 && !clock.instant().isBefore(until)) {
                    wasLong.set(true);
                    return Optional.empty();
                }
                int wanted = (int) Math.min(BATCH, allowance.getAndUpdate(left -> Math.max(0, left - BATCH)));
                if (wanted == 0) {
                    return Optional.empty();
                }
                List<Letter> taken = box.take(wanted, HIDDEN, WAIT);
                allowance.addAndGet(wanted - taken.size());
                if (taken.isEmpty()) {
                    return Optional.empty();
                }
                show(lane, taken);
            }
            return Optional.empty();
        } catch (Unreachable e) {
            broken.set(true);
            return Optional.of(e);
        }
    }

    private void show(Lane lane, List<Letter> taken) throws Unreachable {
        // Held from the first moment: what is not seen through to its end is given back, too.
        taken.forEach(letter -> held.merge(letter.id(), letter, LetterWalk::later));
        List<Letter> fresh =
                taken.stream().filter(letter -> seen.add(letter.id())).toList();
        if (!fresh.isEmpty()) {
            List<Letter> stay = lane.see(fresh);
            staying.addAndGet(stay.size());
            fresh.stream().filter(letter -> !stay.contains(letter)).forEach(letter -> held.remove(letter.id()));
        }
    }

    /** One that came back in between may have been taken by another lane, and only the last receipt counts. */
    private static Letter later(Letter one, Letter other) {
        return one.received() > other.received() ? one : other;
    }

    private int giveBack(Collection<Letter> letters) {
        int failed = 0;
        List<Letter> all = List.copyOf(letters);
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Letter> batch = all.subList(from, Math.min(all.size(), from + BATCH));
            int kept = box.giveBack(batch);
            failed += kept;
            if (kept == batch.size()) {
                // A queue that does not answer would be waited for with each; they come back by themselves.
                return failed + all.size() - from - kept;
            }
        }
        return failed;
    }

    private static Optional<Unreachable> ended(Future<Optional<Unreachable>> walk) {
        try {
            return walk.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a walk through dead letters broke", e);
        }
    }
}
