package io.replicationhub.operate.letter;

import io.replicationhub.operate.Unreachable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at dead letters and leaves them where they are. */
public final class LetterReader {
    private final LetterBox box;
    private final InstantSource clock;

    public LetterReader(LetterBox box, InstantSource clock) {
        this.box = box;
        this.clock = clock;
    }

    /**
     * What was seen.
     *
     * @param letters the longest there first
     * @param level what the queue said before
     * @param stillHidden how many come back only when their time is over
     * @param problem why it ended early, where it did
     * @param complete whether everything that could be received was looked at
     */
    public record Read(
            List<Letter> letters, Level level, int stillHidden, Optional<Unreachable> problem, boolean complete) {
        /** How many more there are, by the queue's own approximate count. */
        public long more() {
            return Math.max(0, level.all() - letters.size());
        }
    }

    /** @param most letters to look at */
    public Read read(int most) throws Unreachable, InterruptedException {
        Level level = box.level();
        var walk = new LetterWalk(box, clock, level, most);
        List<Collecting> lanes = Stream.generate(Collecting::new)
                .limit(LetterWalk.lanesFor(Math.min(most, level.waiting())))
                .toList();
        LetterWalk.Ended ended = walk.through(lanes);
        List<Letter> letters = lanes.stream()
                .flatMap(lane -> lane.letters.stream())
                .sorted(Comparator.comparing(Letter::sent).thenComparing(Letter::id))
                .toList();
        boolean complete = ended.problem().isEmpty() && !ended.wasLong() && ended.seen() < most;
        return new Read(letters, level, ended.stillHidden(), ended.problem(), complete);
    }

    private static final class Collecting implements LetterWalk.Lane {
        private final List<Letter> letters = new ArrayList<>();

        @Override
        public List<Letter> see(List<Letter> fresh) {
            letters.addAll(fresh);
            return fresh;
        }
    }
}
