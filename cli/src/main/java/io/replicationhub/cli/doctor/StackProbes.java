package io.replicationhub.cli.doctor;

import io.replicationhub.aws.scheduler.Schedules;
import io.replicationhub.aws.sqs.QueueAttributes;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.operate.Asked;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.operate.stack.StackParts;
import io.replicationhub.operate.stack.StackParts.Feed;
import io.replicationhub.operate.stack.StackParts.Subscriber;
import io.replicationhub.operate.stack.StackParts.Subscribers;
import io.replicationhub.operate.stack.StackParts.Worker;
import io.replicationhub.permission.Action;
import io.replicationhub.permission.Grant;
import io.replicationhub.stack.StackOutput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Looks whether the parts of a stack are there and fit together. Nothing is sent and nothing changed. */
final class StackProbes {
    /** Subscribers of the alarms. */
    private static final int NAMED_MOST = 5;

    private static final String UPDATE = "update the stack to have it made again";

    private final DeployedStack stack;
    private final StackParts parts;
    private final StackArns arns;
    private final Consumer<Finding> listener;
    private final List<Finding> findings = new ArrayList<>();

    StackProbes(DeployedStack stack, StackParts parts, StackArns arns, Consumer<Finding> listener) {
        this.stack = stack;
        this.parts = parts;
        this.arns = arns;
        this.listener = listener;
    }

    /**
     * What was seen of the JobWorker.
     *
     * @param worker empty where it is not there, or may not be looked at
     * @param isFedByEvents whether it gathers messages, as a stack does that S3 sends events to
     */
    record Seen(List<Finding> findings, Optional<Worker> worker, boolean isFedByEvents) {}

    /** All services are asked at once, and their answers looked at in their turn. */
    Seen examine() {
        Asked<Worker> ofWorker = ask(StackOutput.JOB_WORKER, parts::worker);
        Asked<List<Feed>> ofFeeds = ask(StackOutput.JOB_WORKER, parts::feeds);
        Asked<QueueAttributes> ofQueue = ask(StackOutput.QUEUE_URL, parts::queue);
        Asked<QueueAttributes> ofDeadLetters = ask(StackOutput.DEAD_LETTER_QUEUE_URL, parts::queue);
        Asked<Schedules.Plan> ofSchedule = ask(StackOutput.SCHEDULE, parts::schedule);
        Asked<Subscribers> ofTopic = ask(StackOutput.ALARM_TOPIC, parts::subscribers);
        state();
        Optional<Worker> worker = worker(ofWorker);
        Optional<Feed> feed = feed(ofFeeds);
        new QueueProbes(this::note)
                .examine(
                        look("queue", StackOutput.QUEUE_URL, ofQueue),
                        look("dead letters", StackOutput.DEAD_LETTER_QUEUE_URL, ofDeadLetters),
                        worker.map(Worker::timeout),
                        feed.map(Feed::window).orElse(Duration.ZERO));
        schedule(ofSchedule);
        alarmTopic(ofTopic);
        return new Seen(
                List.copyOf(findings),
                worker,
                feed.map(Feed::window).filter(Duration::isPositive).isPresent());
    }

    private void note(Finding finding) {
        findings.add(finding);
        listener.accept(finding);
    }

    private void note(String probe, Verdict verdict, String says) {
        note(Finding.of(probe, verdict, says));
    }

    /** A question about a part of the stack. */
    private interface Question<T> {
        T about(String part) throws Unreachable;
    }

    private <T> Asked<T> ask(StackOutput part, Question<T> question) {
        return Asked.now(() -> question.about(stack.need(part)));
    }

    /** Empty, with the reason noted, where it could not be answered. */
    private <T> Optional<T> look(String probe, StackOutput part, Asked<T> asked) {
        try {
            return Optional.of(asked.answer());
        } catch (Unreachable e) {
            note(unanswered(probe, part, e));
            return Optional.empty();
        }
    }

    private Finding unanswered(String probe, StackOutput part, Unreachable e) {
        if (e.isMissing()) {
            return Finding.of(probe, Verdict.FAULT, "is not there: " + e.sentence())
                    .advising(UPDATE);
        }
        Optional<Action> denied = e.deniedAction().flatMap(Action::named);
        if (denied.isEmpty()) {
            return Finding.of(probe, Verdict.NOT_KNOWN, e.sentence());
        }
        // Without the function's settings there is nothing to try at either side.
        Verdict verdict = denied.get() == Action.GET_FUNCTION_CONFIGURATION ? Verdict.FAULT : Verdict.NOT_KNOWN;
        return Finding.of(probe, verdict, e.sentence()).missing(Grant.of(denied.get(), resource(denied.get(), part)));
    }

    private String resource(Action action, StackOutput part) {
        String name = stack.output(part).orElse("");
        return switch (action) {
            case GET_QUEUE_ATTRIBUTES -> arns.queue(name);
            case GET_FUNCTION_CONFIGURATION -> arns.of("lambda", "function:" + name);
            case GET_SCHEDULE -> arns.of("scheduler", "schedule/" + (name.contains("/") ? "" : "default/") + name);
            case LIST_SUBSCRIPTIONS -> name;
            // ListEventSourceMappings knows no resource (Service Authorization Reference, AWS Lambda).
            default -> "*";
        };
    }

    private void state() {
        String state = stack.state();
        if (state.contains("FAILED")) {
            note(Finding.of("stack", Verdict.FAULT, "is in the state " + state)
                    .advising("see the stack's events in CloudFormation, and update it"));
        } else if (state.endsWith("IN_PROGRESS")) {
            note(Finding.of("stack", Verdict.WARNING, "is in the state " + state)
                    .advising("what follows may change: look again when that is over"));
        } else {
            note("stack", Verdict.OK, state);
        }
    }

    private Optional<Worker> worker(Asked<Worker> asked) {
        Optional<Worker> found = look("JobWorker", StackOutput.JOB_WORKER, asked);
        found.ifPresent(worker -> {
            if (worker.state().equals("Failed")) {
                note(Finding.of("JobWorker", Verdict.FAULT, "cannot be invoked: " + worker.reason())
                        .advising(UPDATE));
            } else if (worker.isUpdateFailed()) {
                note(Finding.of("JobWorker", Verdict.FAULT, "its last update failed: " + worker.reason())
                        .advising("mend the cause and update the stack; until then the old one works"));
            } else {
                note(
                        "JobWorker",
                        Verdict.OK,
                        "the function " + stack.output(StackOutput.JOB_WORKER).orElse("") + " is there");
            }
        });
        return found;
    }

    private Optional<Feed> feed(Asked<List<Feed>> asked) {
        Optional<List<Feed>> all = look("event source", StackOutput.JOB_WORKER, asked);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        String queue = arns.queue(stack.output(StackOutput.QUEUE_URL).orElse(""));
        String name = queue.substring(queue.lastIndexOf(':') + 1);
        Optional<Feed> feed = all.get().stream()
                .filter(one -> one.source().endsWith(':' + name))
                .findFirst();
        if (feed.isEmpty()) {
            note(Finding.of("event source", Verdict.FAULT, "nothing hands the queue's messages to the JobWorker")
                    .advising(UPDATE));
            return feed;
        }
        Feed known = feed.get();
        String because = known.reason().isEmpty() ? "" : ": " + known.reason();
        if (known.reason().startsWith("PROBLEM")) {
            note("event source", Verdict.FAULT, "cannot hand messages out" + because);
        } else if (known.state().equals("Disabled") || known.state().equals("Disabling")) {
            note(Finding.of("event source", Verdict.FAULT, "is disabled: messages wait and nobody gets them")
                    .advising("enable the JobWorker's trigger, in Lambda's console or by aws lambda"
                            + " update-event-source-mapping --enabled"));
        } else if (!known.isPartial()) {
            note(Finding.of("event source", Verdict.FAULT, "does not report which messages of a batch failed")
                    .advising(UPDATE));
        } else if (known.state().equals("Enabled")) {
            note("event source", Verdict.OK, "enabled: the queue's messages reach the JobWorker");
        } else {
            note("event source", Verdict.WARNING, "is " + known.state() + because);
        }
        return feed;
    }

    private void schedule(Asked<Schedules.Plan> asked) {
        Optional<Schedules.Plan> plan = look("schedule", StackOutput.SCHEDULE, asked);
        plan.ifPresent(known -> note(
                known.isEnabled()
                        ? Finding.of("schedule", Verdict.OK, "enabled: " + known.expression())
                        : Finding.of("schedule", Verdict.WARNING, "is disabled: no run starts by itself")
                                .advising("start one by 'drh run --stack " + stack.name()
                                        + "', or set the stack's parameter schedule")));
    }

    private void alarmTopic(Asked<Subscribers> asked) {
        Optional<Subscribers> found = look("alarm topic", StackOutput.ALARM_TOPIC, asked);
        found.ifPresent(subscribers -> {
            List<String> confirmed = endpoints(subscribers, Subscriber::isConfirmed);
            List<String> pending = endpoints(subscribers, subscriber -> !subscriber.isConfirmed());
            String rest = subscribers.isAll()
                    ? ""
                    : "; only the first " + Amounts.count(subscribers.known().size())
                            + " subscriptions were looked at, and there are more";
            if (!confirmed.isEmpty()) {
                note("alarm topic", Verdict.OK, "alarms are told to " + named(confirmed) + rest);
            } else if (pending.isEmpty()) {
                note(Finding.of("alarm topic", Verdict.WARNING, "has no subscription: nobody is told of an alarm")
                        .advising("subscribe somebody to the topic, or set the stack's parameter alarmEmail"));
            }
            if (!pending.isEmpty()) {
                String nobody = subscribers.isAll() ? ": nobody is told of an alarm" : rest;
                note(Finding.of(
                                "alarm topic",
                                Verdict.WARNING,
                                "not confirmed by " + named(pending) + (confirmed.isEmpty() ? nobody : ""))
                        .advising("have them open the link in the e-mail 'AWS Notification - Subscription"
                                + " Confirmation'; after three days subscribe them again"));
            }
        });
    }

    private static List<String> endpoints(Subscribers subscribers, Predicate<Subscriber> which) {
        return subscribers.known().stream()
                .filter(which)
                .map(Subscriber::endpoint)
                .toList();
    }

    /** The first few by name. */
    private static String named(List<String> endpoints) {
        int more = endpoints.size() - NAMED_MOST;
        return more <= 0
                ? String.join(", ", endpoints)
                : String.join(", ", endpoints.subList(0, NAMED_MOST)) + " and " + Amounts.count(more) + " more";
    }
}
