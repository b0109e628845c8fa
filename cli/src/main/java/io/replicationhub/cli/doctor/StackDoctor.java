package io.replicationhub.cli.doctor;

import io.replicationhub.config.SettingsException;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.aws.AwsAccount;
import io.replicationhub.operate.aws.AwsPlace;
import io.replicationhub.operate.stack.DeployedStack;
import io.replicationhub.operate.stack.StackParts.Worker;
import io.replicationhub.stack.StackOutput;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examines a deployed stack, and reads from it what is to be looked at further. */
final class StackDoctor {
    private static final List<StackOutput> NEEDED = List.of(
            StackOutput.QUEUE_URL,
            StackOutput.DEAD_LETTER_QUEUE_URL,
            StackOutput.JOB_SENDER_TASK,
            StackOutput.JOB_WORKER,
            StackOutput.SCHEDULE,
            StackOutput.ALARM_TOPIC);

    private final StackQuestion question;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Doctor.Listener listener;

    StackDoctor(
            StackQuestion question, Map<String, String> environment, InstantSource clock, Doctor.Listener listener) {
        this.question = question;
        this.environment = environment;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * What the JobWorker's settings say of the two sides.
     *
     * @param environment to open the sides with
     */
    record Deployed(Case wanted, Map<String, String> environment) {
        Deployed telling(String queueArn) {
            return new Deployed(wanted.telling(queueArn), environment);
        }
    }

    record Seen(Diagnosis diagnosis, Optional<Deployed> deployed) {}

    /** @param events whether events are to be looked at in any case; else where the stack is fed by them */
    Seen examine(boolean events) throws Unreachable, SettingsException {
        AwsPlace place = AwsPlace.of(question.region(), question.credentials(), question.endpoint(), environment);
        try (AwsAccount account = AwsAccount.open(place, clock)) {
            DeployedStack stack = account.stacks().find(question.name());
            stack.need(NEEDED);
            var subject = new Subject(
                    "stack",
                    stack.name(),
                    "in " + account.region(),
                    "",
                    question.credentials().toString(),
                    true);
            listener.begins(subject);
            StackArns arns = StackArns.of(stack, account.region());
            String queue = arns.queue(stack.need(StackOutput.QUEUE_URL));
            StackProbes.Seen seen = new StackProbes(stack, account.parts(), arns, listener::found).examine();
            List<Finding> findings = new ArrayList<>(seen.findings());
            Optional<Deployed> deployed = seen.worker()
                    .flatMap(worker -> deployed(worker, account.region(), events || seen.isFedByEvents(), findings))
                    .map(known -> known.telling(queue));
            return new Seen(new Diagnosis(subject, deployed.isPresent(), findings), deployed);
        }
    }

    private Optional<Deployed> deployed(Worker worker, String region, boolean events, List<Finding> findings) {
        Map<String, String> settings = question.settings(environment, worker.environment(), region);
        try {
            Case wanted = Cases.of(settings, events);
            Finding good = Finding.of(
                    "settings",
                    Verdict.OK,
                    "those of the JobWorker; what it does by its own role is tried with your credentials ("
                            + question.credentials() + ")");
            findings.add(good);
            listener.found(good);
            return Optional.of(new Deployed(wanted, settings));
        } catch (SettingsException e) {
            Finding fault = Finding.of(
                            "settings",
                            Verdict.FAULT,
                            "those of the JobWorker will not do: " + String.join("; ", e.problems()))
                    .advising("update the stack with other parameters");
            findings.add(fault);
            listener.found(fault);
            return Optional.empty();
        }
    }
}
