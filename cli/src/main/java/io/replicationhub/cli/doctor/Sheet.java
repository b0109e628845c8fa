package io.replicationhub.cli.doctor;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.permission.Grant;
import io.replicationhub.permission.Operation;
import io.replicationhub.retry.Sleeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What was found at one side, in the order found. For one thread at a time. */
final class Sheet {
    private static final int ATTEMPTS = 3;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Patient patient;
    private final Sleeper sleeper;
    private final Consumer<Finding> listener;
    private final List<Finding> findings = new ArrayList<>();
    private boolean told;

    /** @param listener is told of each finding: at once when {@link #tell} has been called, before that by it */
    Sheet(Patient patient, Sleeper sleeper, Consumer<Finding> listener) {
        this.patient = patient;
        this.sleeper = sleeper;
        this.listener = listener;
    }

    /** A request. */
    @FunctionalInterface
    interface Asking<T> {
        T ask() throws StorageException;
    }

    /** A request whose answer says nothing. */
    @FunctionalInterface
    interface Doing {
        void ask() throws StorageException;
    }

    Patient patient() {
        return patient;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** Whether an operation was found to be denied. */
    boolean hasFault(Operation operation) {
        return findings.stream()
                .filter(finding -> finding.verdict() == Verdict.FAULT)
                .flatMap(finding -> finding.missing().stream())
                .anyMatch(grant -> grant.action() == operation.action());
    }

    void note(Finding finding) {
        findings.add(finding);
        if (told) {
            listener.accept(finding);
        }
    }

    /** Tells what was found so far, each once, and from now on at once. */
    void tell() {
        if (!told) {
            findings.forEach(listener);
            told = true;
        }
    }

    void note(String probe, Verdict verdict, String says) {
        note(Finding.of(probe, verdict, says));
    }

    /** Makes a request, again where it failed in passing. */
    <T> T insist(Asking<T> request) throws StorageException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return request.ask();
            } catch (StorageException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                if (!e.isTransient() || attempt == ATTEMPTS || e.scope() == FailureScope.ENDPOINT) {
                    throw e;
                }
                sleeper.sleep(PAUSE);
            }
        }
    }

    /** As the other, for a request whose answer says nothing. */
    void insist(Doing request) throws StorageException, InterruptedException {
        var unused = insist(() -> {
            request.ask();
            return Boolean.TRUE;
        });
    }

    /** Tries what a run would do. What fails is a fault. Empty where it failed. */
    <T> Optional<T> attempt(String probe, Operation operation, String good, Asking<T> request)
            throws InterruptedException {
        try {
            T answer = insist(request);
            note(probe, Verdict.OK, good);
            return Optional.of(answer);
        } catch (StorageException e) {
            failed(probe, operation, e);
            return Optional.empty();
        }
    }

    /** Looks up what no run needs. What fails is not known. Empty where it failed. */
    <T> Optional<T> look(String probe, Operation operation, Asking<T> request) throws InterruptedException {
        try {
            return Optional.of(insist(request));
        } catch (StorageException.Denied e) {
            if (e.scope() == FailureScope.CREDENTIALS) {
                note(probe, Verdict.NOT_KNOWN, String.valueOf(e.getMessage()));
                return Optional.empty();
            }
            Grant grant = Denial.grant(e, operation, patient.grants());
            note(Finding.of(probe, Verdict.NOT_KNOWN, "may not be looked at, and no run needs that")
                    .advising("to have it looked at, allow " + grant.action() + " on " + grant.resource())
                    .missing(grant));
        } catch (StorageException e) {
            note(probe, Verdict.NOT_KNOWN, "the store does not tell");
        }
        return Optional.empty();
    }

    /** Notes that what a run would do has failed. */
    void failed(String probe, Operation operation, StorageException e) {
        Finding fault = Finding.of(probe, Verdict.FAULT, String.valueOf(e.getMessage()));
        if (!(e instanceof StorageException.Denied) || e.scope() == FailureScope.CREDENTIALS) {
            note(fault);
            return;
        }
        Grant grant = Denial.grant(e, operation, patient.grants());
        note(Denial.forbids(e)
                .map(policy -> fault.advising("take " + grant.action() + " out of what the " + policy
                        + " policy denies: no permission outweighs that"))
                .orElseGet(() -> fault.missing(grant)));
    }
}
