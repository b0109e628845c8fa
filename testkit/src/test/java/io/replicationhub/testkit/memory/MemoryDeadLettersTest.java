package io.replicationhub.testkit.memory;

import io.replicationhub.queue.DeadLetter;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.testkit.contract.DeadLettersContract;
import java.util.List;

class MemoryDeadLettersTest extends DeadLettersContract {
    private final MemoryDeadLetters letters = new MemoryDeadLetters();

    @Override
    protected DeadLetters deadLetters() {
        return letters;
    }

    @Override
    protected List<DeadLetter> buried() {
        return letters.letters();
    }
}
