package io.replicationhub.cli.doctor;

import io.replicationhub.cli.show.Amounts;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.BucketFacts.Notification;
import io.replicationhub.object.BucketFacts.ObjectLock;
import io.replicationhub.object.BucketFacts.Ownership;
import io.replicationhub.object.BucketFacts.UploadExpiry;
import io.replicationhub.object.CannedAcl;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.StorageException;
import io.replicationhub.permission.Operation;
import io.replicationhub.plan.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Looks at the settings of one bucket, and says what they mean for a run. */
final class BucketSettings {
    /** S3 API reference, "Error responses": RequestTimeTooSkewed. Requests are then made again by the store's clock. */
    private static final Duration STORES_REFUSE = Duration.ofMinutes(15);
    /** IAM User Guide, "Elements of an AWS API request signature": a request must arrive within five minutes. */
    private static final Duration OTHERS_REFUSE = Duration.ofMinutes(5);
    /** More than a slow answer and the whole seconds of the header account for. */
    private static final Duration NOTICED = Duration.ofSeconds(30);

    private static final int EXPIRY_DAYS = 7;

    private final Optional<BucketFacts> facts;
    private final Sheet sheet;
    private final Case wanted;

    BucketSettings(Optional<BucketFacts> facts, Sheet sheet, Case wanted) {
        this.facts = facts;
        this.sheet = sheet;
        this.wanted = wanted;
    }

    /** How far this machine's clock is from the store's. */
    void clock(InstantSource here) throws InterruptedException {
        Optional<Instant> there;
        Instant before = here.instant();
        try {
            there = facts.isPresent()
                    ? Optional.of(sheet.insist(() -> facts.get().time()))
                    : Optional.empty();
        } catch (StorageException e) {
            there = Optional.empty();
        }
        if (there.isEmpty()) {
            sheet.note("clock", Verdict.NOT_KNOWN, "the store does not tell the time");
            return;
        }
        // The header has whole seconds; the answer was made between our two looks at the clock.
        Duration ahead = Duration.between(there.get(), before);
        Duration behind = Duration.between(here.instant(), there.get().plusSeconds(1));
        Duration off = ahead.compareTo(behind) > 0 ? ahead : behind;
        if (off.compareTo(NOTICED) <= 0) {
            sheet.note("clock", Verdict.OK, "agrees with the store's");
            return;
        }
        String way = ahead.compareTo(behind) > 0 ? "ahead of" : "behind";
        sheet.note(Finding.of(
                        "clock",
                        Verdict.WARNING,
                        "this machine is " + off.toSeconds() + " seconds " + way + " the store")
                .advising("set this machine's clock: from " + STORES_REFUSE.toSeconds()
                        + " seconds on stores refuse requests at first, and from " + OTHERS_REFUSE.toSeconds()
                        + " on AWS's services for secrets and roles refuse all"));
    }

    Optional<Keeping> keeping() throws InterruptedException {
        Optional<Keeping> keeping = look("versioning", Operation.GET_VERSIONING, BucketFacts::keeping);
        if (keeping.isPresent() && !wanted.versions()) {
            sheet.note("versioning", Verdict.OK, meaning(keeping.get()));
        }
        return keeping;
    }

    private String meaning(Keeping keeping) {
        boolean source = sheet.patient().side() == Side.SOURCE;
        return switch (keeping) {
            case NEVER ->
                source
                        ? "no versions are kept: there is only the newest to be copied"
                        : "no versions are kept: what is overwritten or deleted is gone";
            case ENABLED ->
                source
                        ? "versions are kept; without --versions all the newest alone are copied"
                        : "versions are kept: what is overwritten or deleted stays as an older version, and costs";
            case SUSPENDED -> "versions are no longer kept; older ones are still there";
        };
    }

    Optional<ObjectLock> lock() throws InterruptedException {
        Optional<Optional<ObjectLock>> answer = look("object lock", Operation.GET_LOCK, BucketFacts::lock);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        Optional<ObjectLock> lock = answer.get();
        if (lock.isEmpty()) {
            sheet.note("object lock", Verdict.OK, "off");
        } else if (lock.get().retention().isEmpty()) {
            sheet.note("object lock", Verdict.OK, "on, without a retention of its own: copies are not held");
        } else {
            var retention = lock.get().retention().get();
            sheet.note(Finding.of(
                            "object lock",
                            Verdict.WARNING,
                            "every copy is held for " + retention.days() + " days (" + retention.mode()
                                    + "): it cannot be removed before, whoever asks")
                    .advising(
                            wanted.deletes()
                                    ? "--delete will only put delete markers on top, and storage is paid on"
                                    : "see that this is meant: what a run overwrites is paid for until then"));
        }
        return lock;
    }

    void ownership() throws InterruptedException {
        Optional<CannedAcl> acl = wanted.copies().write().acl();
        if (acl.isEmpty()) {
            return;
        }
        Optional<Optional<Ownership>> answer =
                look("object ownership", Operation.GET_OWNERSHIP, BucketFacts::ownership);
        if (answer.isEmpty()) {
            return;
        }
        boolean enforced =
                answer.get().filter(Ownership.BUCKET_OWNER_ENFORCED::equals).isPresent();
        if (!enforced) {
            sheet.note("object ownership", Verdict.OK, "the bucket takes ACLs");
        } else if (acl.get() == CannedAcl.BUCKET_OWNER_FULL_CONTROL) {
            // S3 User Guide, "Controlling ownership of objects": the one ACL that such a bucket takes.
            sheet.note("object ownership", Verdict.OK, "the bucket's owner owns all, which is what the ACL says");
        } else {
            sheet.note(
                    Finding.of("object ownership", Verdict.FAULT, "the bucket takes no ACLs: its owner owns all of it")
                            .advising("leave --acl out"));
        }
    }

    void expiry() throws InterruptedException {
        Optional<List<UploadExpiry>> rules = look("lifecycle", Operation.GET_LIFECYCLE, BucketFacts::uploadExpiries);
        if (rules.isEmpty()) {
            return;
        }
        Optional<UploadExpiry> rule = rules.get().stream()
                .filter(one -> sheet.patient().prefix().startsWith(one.prefix()))
                .findFirst();
        if (rule.isPresent()) {
            sheet.note(
                    "lifecycle",
                    Verdict.OK,
                    "uploads that are never completed go after "
                            + Amounts.counted(rule.get().days(), "day"));
            return;
        }
        sheet.note(Finding.of(
                        "lifecycle",
                        Verdict.WARNING,
                        "no rule removes uploads that are never completed; they are paid for")
                .advising("add this rule to the bucket's lifecycle: "
                        + rule(sheet.patient().prefix())));
    }

    /** As the console's and the command line's JSON have it (S3 API reference, PutBucketLifecycleConfiguration). */
    private static String rule(String prefix) {
        return "{\"ID\": \"abort-incomplete-uploads\", \"Status\": \"Enabled\", \"Filter\": {\"Prefix\": \""
                + prefix.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\"}, \"AbortIncompleteMultipartUpload\": {\"DaysAfterInitiation\": " + EXPIRY_DAYS + "}}";
    }

    void notifications() throws InterruptedException {
        Optional<List<Notification>> answer = look("events", Operation.GET_NOTIFICATION, BucketFacts::notifications);
        if (answer.isEmpty()) {
            return;
        }
        List<Notification> told = answer.get();
        if (wanted.queueArn().isPresent()) {
            stacks(told, wanted.queueArn().get());
            return;
        }
        boolean created = told.stream().anyMatch(one -> one.tellsOf("s3:ObjectCreated:"));
        boolean removed = told.stream().anyMatch(one -> one.tellsOf("s3:ObjectRemoved:"));
        if (!created) {
            sheet.note(Finding.of("events", Verdict.FAULT, "the bucket tells nobody of new objects")
                    .advising("have it send s3:ObjectCreated:* to the stack's queue, or to EventBridge; what it sends"
                            + " already must stay"));
        } else if (wanted.deletes() && !removed) {
            sheet.note(Finding.of("events", Verdict.WARNING, "the bucket tells of new objects, and not of deleted ones")
                    .advising("have it send s3:ObjectRemoved:*, too"));
        } else {
            sheet.note("events", Verdict.OK, "told are " + targets(told));
        }
    }

    /** Of what its queue is told, a stack's parameters say: any kind of events may be what is meant. */
    private void stacks(List<Notification> told, String queueArn) {
        List<String> events = told.stream()
                .filter(one -> one.target().equals(queueArn))
                .flatMap(one -> one.events().stream())
                .sorted()
                .toList();
        if (!events.isEmpty()) {
            sheet.note("events", Verdict.OK, "the stack's queue is told of " + String.join(", ", events));
        } else if (told.isEmpty()) {
            sheet.note(Finding.of("events", Verdict.FAULT, "the bucket tells nobody of its changes")
                    .advising("set the stack's parameter enableS3Event to No and back, or have the bucket tell "
                            + queueArn + "; what it sends already must stay"));
        } else {
            sheet.note(Finding.of("events", Verdict.WARNING, "what the bucket tells goes to " + targets(told))
                    .advising("see that it tells the stack's queue, " + queueArn));
        }
    }

    private static String targets(List<Notification> told) {
        return String.join(", ", told.stream().map(Notification::target).toList());
    }

    private interface Question<T> {
        T ask(BucketFacts facts) throws StorageException;
    }

    private <T> Optional<T> look(String probe, Operation operation, Question<T> question) throws InterruptedException {
        if (facts.isEmpty()) {
            sheet.note(probe, Verdict.NOT_KNOWN, "this service is not asked");
            return Optional.empty();
        }
        return sheet.look(probe, operation, () -> question.ask(facts.get()));
    }
}
