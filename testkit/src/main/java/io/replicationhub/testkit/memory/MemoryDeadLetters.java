package io.replicationhub.testkit.memory;

import io.replicationhub.queue.DeadLetter;
import io.replicationhub.queue.DeadLetters;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps letters in the order in which they came. */
public final class MemoryDeadLetters implements DeadLetters {
    private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();

    @Override
    public void bury(DeadLetter letter) {
        letters.add(letter);
    }

    public List<DeadLetter> letters() {
        return List.copyOf(letters);
    }
}
