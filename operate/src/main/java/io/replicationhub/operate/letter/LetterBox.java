package io.replicationhub.operate.letter;

import io.replicationhub.operate.Unreachable;
import java.time.Duration;
import java.util.List;

/** A dead-letter queue as those see it who look after it. Thread-safe. */
public interface LetterBox {
    Level level() throws Unreachable;

    /**
     * Takes up to ten letters, waiting up to {@code wait} for the first. They are hidden from others for the time given,
     * and come back by themselves after it: nothing that is taken can be lost.
     */
    List<Letter> take(int most, Duration hidden, Duration wait) throws Unreachable;

    /** Lets others see them at once; answers how many could not be given back and come back by themselves. */
    int giveBack(List<Letter> letters);

    /** Removes up to ten for good; answers those that are still there. */
    List<Letter> remove(List<Letter> letters) throws Unreachable;
}
