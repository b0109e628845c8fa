package io.replicationhub.cli.doctor;

import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.cli.doctor.Patient.Opened;
import io.replicationhub.cli.doctor.Reading.Listed;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.StorageException;
import io.replicationhub.permission.CredentialGrants;
import io.replicationhub.permission.Grant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One side as far as it can be reached: its credentials, the store, a first listing. That may be tried while something
 * else is under way. For one thread but for that.
 */
final class Contact implements AutoCloseable {
    private final Sheet sheet;
    private final Map<String, String> environment;
    private final ObjectKey absent;
    private final FutureTask<Optional<Reached>> reaching = new FutureTask<>(this::reach);

    /** @param absent a key that is not there */
    Contact(Sheet sheet, Map<String, String> environment, ObjectKey absent) {
        this.sheet = sheet;
        this.environment = environment;
        this.absent = absent;
    }

    record Reached(Opened opened, Reading reading, Listed listed) {}

    Sheet sheet() {
        return sheet;
    }

    /** Begins, on a thread of its own. The sheet is that thread's until {@link #await} has returned. */
    void begin() {
        Thread.ofPlatform().daemon().name("reaching").start(reaching);
    }

    /** Begins if nothing has, and waits. Empty, with the reason noted, where there was nobody to list. */
    Optional<Reached> await() throws InterruptedException {
        reaching.run();
        try {
            return reaching.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException(
                        "interrupted while the " + sheet.patient().side() + " was reached");
            }
            if (e.getCause() instanceof RuntimeException broken) {
                throw broken;
            }
            throw new IllegalStateException("the " + sheet.patient().side() + " could not be looked at", e);
        }
    }

    private Optional<Reached> reach() throws InterruptedException {
        if (!credentials()) {
            return Optional.empty();
        }
        Opened opened;
        try {
            opened = sheet.patient().opening().open();
        } catch (StorageException | IllegalArgumentException e) {
            sheet.note("settings", Verdict.FAULT, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
        try {
            Reading reading = new Reading(opened.store(), sheet, absent);
            return Optional.of(new Reached(opened, reading, reading.list()));
        } catch (InterruptedException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Whoever keeps them is asked once: what asks it tries again by itself for as long as that may help. */
    private boolean credentials() {
        CredentialsReference reference = sheet.patient().credentials();
        try {
            Credentials found = CredentialsSources.open(reference, environment).current();
            sheet.note("credentials", Verdict.OK, reference + ": " + found);
            return true;
        } catch (StorageException e) {
            String said = String.valueOf(e.getMessage());
            Finding fault = Finding.of("credentials", Verdict.FAULT, said);
            Optional<Grant> grant = said.contains("AccessDenied") ? missing(reference, said) : Optional.empty();
            sheet.note(grant.map(fault::missing).orElse(fault));
            return false;
        }
    }

    private Optional<Grant> missing(CredentialsReference reference, String said) {
        var partition = sheet.patient().grants().partition();
        return CredentialGrants.along(reference, partition, Optional.empty()).stream()
                .filter(one -> said.contains(one.action().id()))
                .findFirst()
                .or(() -> CredentialGrants.of(reference, partition, Optional.empty()));
    }

    /** Closes the store, where it was opened; one that is just being opened goes with the process. */
    @Override
    public void close() {
        if (!reaching.cancel(true) && reaching.state() == FutureTask.State.SUCCESS) {
            reaching.resultNow().ifPresent(reached -> reached.opened().close());
        }
    }
}
