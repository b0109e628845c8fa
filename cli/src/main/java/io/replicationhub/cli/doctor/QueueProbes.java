package io.replicationhub.cli.doctor;

import io.replicationhub.aws.sqs.QueueAttributes;
import io.replicationhub.aws.sqs.QueueAttributes.Redrive;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.stack.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whether both queues have the attributes by which they and the workers fit together. */
final class QueueProbes {
    /** So that a message is a dead letter long before it is forgotten (docs/limits.md, "On AWS"). */
    private static final int LIVES_KEPT = 10;

    private final Consumer<Finding> note;

    QueueProbes(Consumer<Finding> note) {
        this.note = note;
    }

    /**
     * Looks at what could be asked of them.
     *
     * @param window for how long messages are gathered for an invocation
     */
    void examine(
            Optional<QueueAttributes> tasks,
            Optional<QueueAttributes> dead,
            Optional<Duration> invocation,
            Duration window) {
        tasks.ifPresent(queue -> {
            List<Finding> faults = new ArrayList<>(encryption("queue", queue));
            faults.addAll(redrive(queue, dead));
            invocation.ifPresent(most -> faults.addAll(visibility(queue, most, window)));
            faults.addAll(retention(queue));
            tell("queue", queue, faults);
        });
        dead.ifPresent(queue -> {
            List<Finding> faults = new ArrayList<>(encryption("dead letters", queue));
            faults.addAll(keptAsLong(queue, tasks));
            tell("dead letters", queue, faults);
        });
    }

    private void tell(String probe, QueueAttributes queue, List<Finding> faults) {
        faults.forEach(note);
        if (faults.isEmpty()) {
            note.accept(Finding.of(
                    probe,
                    Verdict.OK,
                    "encrypted, "
                            + queue.visibility()
                                    .filter(any -> queue.redrive().isPresent())
                                    .map(time -> "hides a message for " + Amounts.time(time) + ", ")
                                    .orElse("")
                            + queue.redrive()
                                    .map(policy -> "buries it after " + policy.receives() + " receives, ")
                                    .orElse("")
                            + Amounts.count(queue.all()) + (queue.all() == 1 ? " message" : " messages")));
        }
    }

    private static List<Finding> encryption(String probe, QueueAttributes queue) {
        return queue.isEncrypted()
                ? List.of()
                : List.of(Finding.of(probe, Verdict.WARNING, "its messages, in which keys stand, are not encrypted")
                        .advising("switch on SSE-SQS for the queue"));
    }

    private static List<Finding> redrive(QueueAttributes queue, Optional<QueueAttributes> dead) {
        Optional<Redrive> policy = queue.redrive();
        if (policy.isEmpty()) {
            return List.of(Finding.of(
                            "queue",
                            Verdict.FAULT,
                            "has no redrive policy: a message that kills its worker comes again for ever")
                    .advising("set its dead-letter queue, with " + Timing.RECEIVES_MOST + " receives"));
        }
        List<Finding> faults = new ArrayList<>();
        String target = policy.get().target();
        if (dead.isPresent() && !dead.get().arn().isEmpty() && !dead.get().arn().equals(target)) {
            faults.add(Finding.of(
                            "queue",
                            Verdict.FAULT,
                            "buries messages in " + target + ", where neither alarm nor drh failures looks")
                    .advising("set its dead-letter queue to " + dead.get().arn()));
        }
        if (policy.get().receives() < Timing.RECEIVES_MOST) {
            faults.add(Finding.of(
                            "queue",
                            Verdict.WARNING,
                            "buries a message after " + policy.get().receives()
                                    + " receives, before its worker could say why")
                    .advising("set them to " + Timing.RECEIVES_MOST));
        }
        return faults;
    }

    private static List<Finding> visibility(QueueAttributes queue, Duration invocation, Duration window) {
        Optional<Duration> hidden = queue.visibility();
        Duration least = invocation.multipliedBy(Timing.INVOCATIONS_HIDDEN).plus(window);
        if (hidden.isEmpty() || hidden.get().compareTo(least) >= 0) {
            return List.of();
        }
        boolean refused = hidden.get().compareTo(invocation) < 0;
        return List.of(Finding.of(
                        "queue",
                        refused ? Verdict.FAULT : Verdict.WARNING,
                        "hides a message for " + Amounts.time(hidden.get()) + ", which is less than "
                                + (refused
                                        ? "an invocation takes (" + Amounts.time(invocation)
                                                + "): it is worked on twice at once, and Lambda takes no such queue"
                                        : "six invocations (" + Amounts.time(least)
                                                + "): what Lambda throttles may be buried untried"))
                .advising("set the visibility timeout to " + least.toSeconds() + " s or more"));
    }

    private static List<Finding> retention(QueueAttributes queue) {
        Optional<Duration> life = queue.visibility()
                .flatMap(hidden -> queue.redrive().map(policy -> hidden.multipliedBy(policy.receives())));
        return queue.retention().isEmpty()
                        || life.isEmpty()
                        || queue.retention().get().compareTo(life.get().multipliedBy(LIVES_KEPT)) >= 0
                ? List.of()
                : List.of(Finding.of(
                                "queue",
                                Verdict.WARNING,
                                "keeps a message for "
                                        + Amounts.time(queue.retention().get()) + ", and its tries alone may take "
                                        + Amounts.time(life.get()))
                        .advising("set the retention to " + Amounts.time(Timing.RETENTION)));
    }

    /** SQS does not begin anew to count a message's age when it buries it (SQS Developer Guide, dead-letter queues). */
    private static List<Finding> keptAsLong(QueueAttributes dead, Optional<QueueAttributes> tasks) {
        Optional<Duration> most = tasks.flatMap(QueueAttributes::retention);
        return most.isEmpty()
                        || dead.retention().isEmpty()
                        || dead.retention().get().compareTo(most.get()) >= 0
                ? List.of()
                : List.of(Finding.of(
                                "dead letters",
                                Verdict.WARNING,
                                "keeps a message for "
                                        + Amounts.time(dead.retention().get())
                                        + ", less than the queue does: what waited long is forgotten unseen")
                        .advising("set the retention to " + Amounts.time(most.get())));
    }
}
