package io.replicationhub.cli.doctor;

import io.replicationhub.cli.doctor.Contact.Reached;
import io.replicationhub.cli.doctor.Reading.Listed;
import io.replicationhub.object.BucketFacts.ObjectLock;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.permission.Operation;
import io.replicationhub.retry.Sleeper;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Goes through all that a run needs, one side after the other once both were reached. */
final class Doctor {
    private final Case wanted;
    private final boolean readOnly;
    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Sleeper sleeper;
    private final String name;
    private final Listener listener;

    /** Is told of what is found as it is found. */
    interface Listener {
        void begins(Subject subject);

        void found(Finding finding);
    }

    /** @param random for the name of what is written */
    Doctor(
            Case wanted,
            boolean readOnly,
            Map<String, String> environment,
            InstantSource clock,
            Sleeper sleeper,
            RandomGenerator random,
            Listener listener) {
        this.wanted = wanted;
        this.readOnly = readOnly;
        this.environment = environment;
        this.clock = clock;
        this.sleeper = sleeper;
        this.name = ".drh-doctor/" + HexFormat.of().toHexDigits(random.nextLong());
        this.listener = listener;
    }

    /** Both sides are reached at once: two that say nothing are found out in the time of one. */
    List<Diagnosis> examine() throws InterruptedException {
        try (Contact source = contact(wanted.source());
                Contact destination = contact(wanted.destination())) {
            destination.begin();
            source.sheet().tell();
            Seen seen = look(source, Optional.empty());
            return List.of(seen.diagnosis(), look(destination, seen.sample()).diagnosis());
        }
    }

    private Contact contact(Patient patient) {
        return new Contact(new Sheet(patient, sleeper, listener::found), environment, ours(patient));
    }

    private record Seen(Diagnosis diagnosis, Optional<ListedObject> sample) {}

    /** @param readable an object that can be read at the other side */
    private Seen look(Contact contact, Optional<ListedObject> readable) throws InterruptedException {
        Sheet sheet = contact.sheet();
        Patient patient = sheet.patient();
        listener.begins(patient.subject());
        Optional<Reached> reached =
                contact.await().filter(known -> known.listed().answered());
        sheet.tell();
        if (reached.isPresent()) {
            ObjectStore store = reached.get().opened().store();
            Reading reading = reached.get().reading();
            Listed listed = reached.get().listed();
            BucketSettings settings = new BucketSettings(reached.get().opened().facts(), sheet, wanted);
            settings.clock(clock);
            switch (patient.side()) {
                case SOURCE -> source(store, sheet, reading, listed, settings);
                case DESTINATION -> destination(store, sheet, reading, listed, settings, readable);
            }
        }
        return new Seen(
                new Diagnosis(patient.subject(), reached.isPresent(), sheet.findings()),
                reached.flatMap(known -> known.listed().sample()));
    }

    private void source(ObjectStore store, Sheet sheet, Reading reading, Listed listed, BucketSettings settings)
            throws InterruptedException {
        reading.read(listed);
        boolean tags = carriesTags();
        if (tags) {
            reading.tags(listed);
        }
        if (wanted.versions()) {
            new History(store, sheet).examine(tags);
        }
        var unused = settings.keeping();
        if (wanted.events()) {
            settings.notifications();
        }
    }

    private void destination(
            ObjectStore store,
            Sheet sheet,
            Reading reading,
            Listed listed,
            BucketSettings settings,
            Optional<ListedObject> readable)
            throws InterruptedException {
        reading.read(listed);
        if (wanted.versions()) {
            new History(store, sheet).examine(false);
        }
        Optional<Keeping> keeping = settings.keeping();
        Optional<ObjectLock> lock = settings.lock();
        settings.ownership();
        settings.expiry();
        openUploads(store, sheet);
        if (readOnly) {
            sheet.note("write", Verdict.NOT_KNOWN, "not tried, as --read-only says");
            return;
        }
        ObjectKey ours = ours(sheet.patient());
        try (Leftovers leftovers = new Leftovers(store, ours);
                AtTheEnd end = AtTheEnd.of(leftovers)) {
            Set<Extra> taken = new Uploading(store, sheet, wanted, ours, leftovers).examine(readable);
            WriteOptions options = Extra.options(taken, wanted.copies().write());
            new Writing(store, sheet, wanted, ours, leftovers, options, keeping).examine(lock);
            leftovers.close();
            if (leftovers.isSomethingLeft()) {
                sheet.note(Finding.of("cleaning up", Verdict.FAULT, "what was written to try it could not be removed")
                        .advising("remove " + ours + " and uploads to it"));
            }
        }
    }

    /** What is written, and at the source what is asked for and is not there. */
    private ObjectKey ours(Patient patient) {
        return new ObjectKey(patient.prefix() + name);
    }

    private void openUploads(ObjectStore store, Sheet sheet) throws InterruptedException {
        String prefix = sheet.patient().prefix();
        try {
            List<OpenUpload> open = sheet.insist(() -> store.uploads().open(prefix));
            if (open.isEmpty()) {
                sheet.note("open uploads", Verdict.OK, "none");
                return;
            }
            OpenUpload oldest = open.stream()
                    .min(Comparator.comparing(OpenUpload::initiated))
                    .orElseThrow();
            long days = Duration.between(oldest.initiated(), clock.instant()).toDays();
            sheet.note(Finding.of(
                            "open uploads",
                            Verdict.WARNING,
                            open.size() + " begun and not completed, the oldest " + days
                                    + " days ago; they are paid for")
                    .advising("a run in progress has some; others a lifecycle rule or the JobSender removes"));
        } catch (StorageException e) {
            sheet.failed("open uploads", Operation.LIST_UPLOADS, e);
        }
    }

    private boolean carriesTags() {
        return wanted.copies().fidelity().tags() == TagsChoice.CARRY;
    }
}
