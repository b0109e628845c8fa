package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.FailureClass;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.OutcomeListener;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.Side;
import io.replicationhub.queue.DeadLetter;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.send.DeleteDecision;
import io.replicationhub.send.SendListener;
import io.replicationhub.task.Task;
import io.replicationhub.testkit.memory.MemoryDeadLetters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Hears all that sender and workers tell, across the deaths of processes, and finds what does not fit. Thread-safe. */
final class Witness implements SendListener, OutcomeListener {
    private final MemoryDeadLetters letters = new MemoryDeadLetters();
    private final Set<String> promised = new HashSet<>();
    private final Set<String> told = new HashSet<>();
    private final Map<String, Long> endings = new HashMap<>();
    private final Set<String> extras = new HashSet<>();
    private long toCopy;
    private long settled;

    DeadLetters letters() {
        return letters;
    }

    List<DeadLetter> buried() {
        return letters.letters();
    }

    @Override
    public synchronized void found(Difference difference) {
        switch (difference) {
            case Difference.Missing missing -> promise(missing.source().key().value());
            case Difference.Changed changed -> promise(changed.source().key().value());
            case Difference.Archived archived -> {}
            case Difference.Extra extra -> extras.add(extra.sourceKey().value());
        }
    }

    @Override
    public synchronized void restarted(Side unordered) {
        extras.clear();
    }

    @Override
    public synchronized void deletesDecided(DeleteDecision decision) {
        if (decision instanceof DeleteDecision.Allowed) {
            extras.forEach(this::promise);
        }
    }

    @Override
    public synchronized void settled(Task task, Outcome outcome) {
        settled++;
        String ending = outcome instanceof Outcome.Copied copied
                ? copied.lane().toString()
                : outcome.getClass().getSimpleName();
        endings.merge(ending, 1L, Long::sum);
        told.add(task.key().value());
        if (outcome instanceof Outcome.Failed failed) {
            DeadLetter letter = new DeadLetter(task, failed.failureClass(), failed.reason());
            assertTrue(letters.letters().contains(letter), () -> "no dead letter: " + letter);
        }
    }

    /** A new run begins: what was promised by one that did not end well is forgotten. */
    synchronized void newRun() {
        promised.clear();
        extras.clear();
        told.clear();
        toCopy = 0;
        settled = 0;
    }

    synchronized long toCopy() {
        return toCopy;
    }

    synchronized long settled() {
        return settled;
    }

    /** How often tasks ended how, in all runs; copies by their lane. */
    synchronized Map<String, Long> endings() {
        return Map.copyOf(endings);
    }

    /** Everything that a run put on the queue came to an end. */
    synchronized void assertAllTold() {
        Set<String> lost = new HashSet<>(promised);
        lost.removeAll(told);
        assertTrue(lost.isEmpty(), () -> "tasks that were sent and never ended: " + lost);
    }

    /** As messages have it. */
    private static String onOneLine(String key) {
        return key.replaceAll("\\p{Cc}+", " ");
    }

    /** Only what may pass, or what was made to fail, may have failed. */
    void assertLettersMakeSense(Set<String> certain, Set<String> doomed) {
        for (DeadLetter letter : letters.letters()) {
            boolean mayPass = letter.failureClass().isTransient();
            boolean known = doomed.contains(letter.task().key().value())
                    && letter.failureClass() == FailureClass.DENIED
                    && letter.reason().contains(onOneLine(letter.task().key().value()));
            assertTrue(mayPass || known, () -> "a dead letter that should not be: " + letter);
        }
        for (String key : certain) {
            assertTrue(
                    letters.letters().stream()
                            .anyMatch(letter -> letter.task().key().value().equals(key)),
                    () -> "no dead letter of " + key);
        }
    }

    private void promise(String key) {
        promised.add(key);
        toCopy++;
    }
}
