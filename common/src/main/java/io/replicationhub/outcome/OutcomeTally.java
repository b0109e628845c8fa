package io.replicationhub.outcome;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.task.Task;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts outcomes. Thread-safe; costs a few nanoseconds each. */
public final class OutcomeTally implements OutcomeListener, Movement {
    private static final int FAILURES_SHOWN = 100;

    private final Map<Lane, LongAdder> copied = adders(Lane.class);
    private final Map<SkipReason, LongAdder> skipped = adders(SkipReason.class);
    private final Map<FailureClass, LongAdder> failed = adders(FailureClass.class);
    private final Map<ObjectTrait, LongAdder> lost = adders(ObjectTrait.class);
    private final LongAdder copiedBytes = new LongAdder();
    private final LongAdder movedBytes = new LongAdder();
    /** On their way, or there before. */
    private final LongAdder otherBytes = new LongAdder();

    private final LongAdder alreadyThere = new LongAdder();
    private final LongAdder superseded = new LongAdder();
    private final LongAdder sourceGone = new LongAdder();
    private final LongAdder deleted = new LongAdder();
    private final LongAdder alreadyGone = new LongAdder();
    private final List<FailedTask> firstFailures = new ArrayList<>();

    @Override
    public void settled(Task task, Outcome outcome) {
        if (outcome instanceof Outcome.Copied copy) {
            copied(copy);
        } else {
            settledOtherwise(task, outcome);
        }
    }

    private void copied(Outcome.Copied copy) {
        add(copied, copy.lane(), 1);
        copiedBytes.add(copy.bytes());
        if (!copy.lost().isEmpty()) {
            copy.lost().stream().map(Loss::trait).distinct().forEach(trait -> add(lost, trait, 1));
        }
    }

    private void settledOtherwise(Task task, Outcome outcome) {
        switch (outcome) {
            case Outcome.Copied copy -> copied(copy);
            case Outcome.AlreadyThere there -> alreadyThere.increment();
            case Outcome.Superseded changed -> superseded.increment();
            case Outcome.SourceGone gone -> sourceGone.increment();
            case Outcome.Deleted done -> deleted.increment();
            case Outcome.AlreadyGone gone -> alreadyGone.increment();
            case Outcome.Skipped skip -> add(skipped, skip.reason(), 1);
            case Outcome.Failed failure -> {
                add(failed, failure.failureClass(), 1);
                note(new FailedTask(task, failure));
            }
        }
    }

    @Override
    public void moved(long bytes) {
        movedBytes.add(bytes);
    }

    @Override
    public void underWay(long bytes) {
        otherBytes.add(bytes);
    }

    @Override
    public void alreadyThere(long bytes) {
        otherBytes.add(bytes);
    }

    /** What has been counted so far; the counts may be of slightly different moments while work goes on. */
    public OutcomeSummary summary() {
        List<FailedTask> shown;
        synchronized (firstFailures) {
            shown = List.copyOf(firstFailures);
        }
        return new OutcomeSummary(
                sums(copied),
                sums(lost),
                copiedBytes.sum(),
                movedBytes.sum() + otherBytes.sum(),
                alreadyThere.sum(),
                superseded.sum(),
                sourceGone.sum(),
                deleted.sum(),
                alreadyGone.sum(),
                sums(skipped),
                sums(failed),
                shown);
    }

    private void note(FailedTask task) {
        synchronized (firstFailures) {
            if (firstFailures.size() < FAILURES_SHOWN) {
                firstFailures.add(task);
            }
        }
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> kinds) {
        Map<E, LongAdder> adders = new EnumMap<>(kinds);
        for (E kind : kinds.getEnumConstants()) {
            adders.put(kind, new LongAdder());
        }
        return adders;
    }

    private static <E extends Enum<E>> void add(Map<E, LongAdder> adders, E kind, long count) {
        LongAdder adder = adders.get(kind);
        if (adder != null) {
            adder.add(count);
        }
    }

    private static <E extends Enum<E>> Map<E, Long> sums(Map<E, LongAdder> adders) {
        Map<E, Long> sums = new LinkedHashMap<>();
        adders.forEach((kind, adder) -> {
            if (adder.sum() > 0) {
                sums.put(kind, adder.sum());
            }
        });
        return sums;
    }
}
