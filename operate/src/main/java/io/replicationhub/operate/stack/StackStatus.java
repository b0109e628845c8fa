package io.replicationhub.operate.stack;

import io.replicationhub.metrics.Metric;
import io.replicationhub.operate.letter.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a stack is. What could not be asked is empty, and {@code unknown} says why.
 *
 * @param state as CloudFormation names it
 * @param oldest how long the oldest task has been waiting
 * @param running JobSenders that run now
 * @param sinceRun what has been counted since the last run began
 * @param day what has been counted in 24 hours
 * @param timeLeft until nothing waits; empty where nobody can tell
 * @param alarms that are ringing
 */
public record StackStatus(
        String stack,
        String state,
        Instant at,
        Optional<Level> queue,
        Optional<Duration> oldest,
        Optional<Level> deadLetters,
        Optional<List<SenderTask>> running,
        Optional<LastRun> lastRun,
        Optional<Counts> sinceRun,
        Optional<Counts> day,
        Optional<Rate> rate,
        Optional<Duration> timeLeft,
        Optional<List<Alarm>> alarms,
        List<String> unknown) {
    public StackStatus {
        unknown = List.copyOf(unknown);
    }

    /** Nothing waits, and nobody looks for more. */
    public boolean isIdle() {
        return queue.map(level -> level.all() == 0).orElse(true)
                && running.map(List::isEmpty).orElse(true);
    }

    /** What needs a person, one sentence each. */
    public List<String> attention() {
        List<String> attention = new ArrayList<>();
        if (state.contains("FAILED")) {
            attention.add("the stack is in the state " + state);
        }
        deadLetters
                .filter(level -> level.all() > 0)
                .ifPresent(level -> attention.add(level.all() + (level.all() == 1 ? " dead letter" : " dead letters")
                        + ": see 'drh failures --stack " + stack + "'"));
        lastRun.flatMap(StackStatus::worry).ifPresent(attention::add);
        day.filter(counts -> counts.of(Metric.DELETES_REFUSED) > 0)
                .ifPresent(counts -> attention.add("a run would have deleted more than it may, and deleted nothing"));
        alarms.ifPresent(ringing -> ringing.forEach(alarm -> attention.add("the alarm '" + alarm.name() + "' rings")));
        return attention;
    }

    private static Optional<String> worry(LastRun run) {
        return switch (run.ending()) {
            case COMPLETED, OVERLAPPED -> Optional.empty();
            case FAILED -> Optional.of("the last run failed");
            case STOPPED -> Optional.of("the last run was stopped");
            case NOT_STARTED -> Optional.of("the last run could not be started");
        };
    }
}
