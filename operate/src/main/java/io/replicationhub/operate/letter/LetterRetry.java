package io.replicationhub.operate.letter;

import io.replicationhub.operate.Unreachable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Puts dead letters back on the queue of tasks. Each is sent before it is removed, whole, without the attributes that say
 * why it failed and with all its tries before it. Whoever is interrupted between the two leaves a task in both places: it is
 * done twice, and the second time is found done.
 *
 * <p>SQS could move them by itself (StartMessageMoveTask). It is not used: it knows no choice, it moves a message with
 * its attributes and its used-up tries, and it goes on with what fails again and comes back while it runs.
 */
public final class LetterRetry {
    private final LetterBox box;
    private final TaskPost post;
    private final InstantSource clock;

    public LetterRetry(LetterBox box, TaskPost post, InstantSource clock) {
        this.box = box;
        this.post = post;
        this.clock = clock;
    }

    /** Whether letters are moved or only counted. */
    public enum Mode {
        MOVE,
        REHEARSE
    }

    /**
     * What became of them.
     *
     * @param moved how many, by class; in a rehearsal, how many would be
     * @param movedTasks how many tasks these are
     * @param left how many were left, by why
     * @param failed how many could not be sent and are where they were
     * @param doubled how many were sent and are still there, too
     * @param level what the queue said before
     * @param problem why it ended early, where it did
     * @param complete whether everything that could be received was seen
     */
    public record Retried(
            Map<String, Long> moved,
            long movedTasks,
            Map<LetterChoice.Verdict, Long> left,
            long failed,
            long doubled,
            Level level,
            Optional<Unreachable> problem,
            boolean complete) {
        /** Whether all went as it should: what was sent and is still a dead letter would be sent again the next time. */
        public boolean isDone() {
            return failed == 0 && doubled == 0 && complete;
        }

        public long movedMessages() {
            return sum(moved);
        }

        public long leftMessages() {
            return sum(left);
        }

        private static long sum(Map<?, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public Retried retry(LetterChoice choice, Mode mode) throws Unreachable, InterruptedException {
        Level level = box.level();
        // The queue's clock shows whole seconds.
        Instant begun = level.at().plusSeconds(1);
        var walk = new LetterWalk(box, clock, level, Long.MAX_VALUE);
        List<Moving> lanes = Stream.generate(() -> new Moving(choice, begun, mode))
                .limit(LetterWalk.lanesFor(level.waiting()))
                .toList();
        LetterWalk.Ended ended = walk.through(lanes);
        Map<String, Long> moved = new TreeMap<>();
        Map<LetterChoice.Verdict, Long> left = new TreeMap<>();
        lanes.forEach(lane -> lane.moved.forEach((name, count) -> moved.merge(name, count, Long::sum)));
        lanes.forEach(lane -> lane.left.forEach((why, count) -> left.merge(why, count, Long::sum)));
        return new Retried(
                moved,
                lanes.stream().mapToLong(lane -> lane.tasks).sum(),
                left,
                lanes.stream().mapToLong(lane -> lane.failed).sum(),
                lanes.stream().mapToLong(lane -> lane.doubled).sum(),
                level,
                ended.problem(),
                ended.problem().isEmpty() && !ended.wasLong());
    }

    private final class Moving implements LetterWalk.Lane {
        private final LetterChoice choice;
        private final Instant begun;
        private final Mode mode;
        private final Map<String, Long> moved = new TreeMap<>();
        private final Map<LetterChoice.Verdict, Long> left = new TreeMap<>();
        private long tasks;
        private long failed;
        private long doubled;

        Moving(LetterChoice choice, Instant begun, Mode mode) {
            this.choice = choice;
            this.begun = begun;
            this.mode = mode;
        }

        @Override
        public List<Letter> see(List<Letter> letters) throws Unreachable {
            List<Letter> chosen = new ArrayList<>();
            List<Letter> stay = new ArrayList<>();
            for (Letter letter : letters) {
                LetterChoice.Verdict verdict = choice.of(letter, begun);
                if (verdict == LetterChoice.Verdict.GOES) {
                    chosen.add(letter);
                } else {
                    left.merge(verdict, 1L, Long::sum);
                    stay.add(letter);
                }
            }
            if (mode == Mode.REHEARSE) {
                chosen.forEach(this::count);
                return letters;
            }
            if (!chosen.isEmpty()) {
                stay.addAll(move(chosen));
            }
            return stay;
        }

        /** Answers those that are still there. */
        private List<Letter> move(List<Letter> chosen) throws Unreachable {
            List<Boolean> sent;
            try {
                sent = post.send(chosen.stream().map(Letter::afresh).toList());
            } catch (Unreachable e) {
                failed += chosen.size();
                throw e;
            }
            List<Letter> stay = new ArrayList<>();
            List<Letter> gone = new ArrayList<>();
            for (int i = 0; i < chosen.size(); i++) {
                (sent.get(i) ? gone : stay).add(chosen.get(i));
            }
            failed += stay.size();
            gone.forEach(this::count);
            if (!gone.isEmpty()) {
                stay.addAll(removed(gone));
            }
            return stay;
        }

        private List<Letter> removed(List<Letter> gone) throws Unreachable {
            try {
                List<Letter> there = box.remove(gone);
                doubled += there.size();
                return there;
            } catch (Unreachable e) {
                doubled += gone.size();
                throw e;
            }
        }

        private void count(Letter letter) {
            moved.merge(letter.failureClass(), 1L, Long::sum);
            tasks += letter.tasks();
        }
    }
}
