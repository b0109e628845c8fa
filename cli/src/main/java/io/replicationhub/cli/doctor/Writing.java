package io.replicationhub.cli.doctor;

import io.replicationhub.cli.policy.Wanted;
import io.replicationhub.object.BucketFacts.ObjectLock;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CannedAcl;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.permission.BucketGrants;
import io.replicationhub.permission.Grant;
import io.replicationhub.permission.Operation;
import io.replicationhub.profile.BodyChecksum;
import io.replicationhub.profile.Profiles;
import io.replicationhub.transfer.Fidelity.TagsChoice;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Tries at the destination what a run would write, and leaves nothing: uploads in parts are never completed; a body is
 * announced with a wrong checksum, so that a store that would take it refuses it in the end; an object is written only
 * where it was seen before that it may be removed.
 */
final class Writing {
    private static final ObjectTags TAGS = ObjectTags.of(Map.of("drh-doctor", "1"));

    private final ObjectStore store;
    private final Sheet sheet;
    private final Case wanted;
    private final ObjectKey key;
    private final Leftovers leftovers;

    Writing(ObjectStore store, Sheet sheet, Case wanted, ObjectKey key, Leftovers leftovers) {
        this.store = store;
        this.sheet = sheet;
        this.wanted = wanted;
        this.key = key;
        this.leftovers = leftovers;
    }

    /** What a run asks for besides with what it writes. */
    private enum Extra {
        TAGS("put tags", Operation.TAG, "tags can be written"),
        ACL("put an ACL", Operation.GRANT, "the ACL is taken"),
        KEY("encrypt", Operation.ENCRYPT, "the key of KMS can be used"),
        CLASS("storage class", Operation.CREATE_UPLOAD, "the class is taken");

        private final String probe;
        private final Operation operation;
        private final String good;

        Extra(String probe, Operation operation, String good) {
            this.probe = probe;
            this.operation = operation;
            this.good = good;
        }
    }

    /**
     * Tries it all.
     *
     * @param readable an object of the source, for the store to copy by itself
     */
    void examine(Optional<Keeping> keeping, Optional<ObjectLock> lock, Optional<ListedObject> readable)
            throws InterruptedException {
        boolean aborts = mayAbort();
        Optional<UploadId> upload = aborts ? create() : Optional.empty();
        if (upload.isPresent()) {
            fill(upload.get(), readable);
        } else if (!aborts) {
            sheet.note("upload in parts", Verdict.NOT_KNOWN, "not tried, for it could not be removed");
        }
        if (wanted.deletes() || wanted.versions()) {
            putAndDelete(keeping, lock);
        } else {
            putInVain();
        }
    }

    /** Asked of an upload that never was: who may not is refused before it is looked for. */
    private boolean mayAbort() throws InterruptedException {
        UploadId none = new UploadId(key, UUID.nameUUIDFromBytes(new byte[0]).toString());
        try {
            sheet.insist(() -> store.uploads().abort(none));
        } catch (StorageException.Rejected e) {
            // Some stores dislike such a name of an upload; they do not deny it.
        } catch (StorageException e) {
            sheet.failed("abort", Operation.ABORT_UPLOAD, e);
            return false;
        }
        sheet.note("abort", Verdict.OK, "uploads can be given up");
        return true;
    }

    private Optional<UploadId> create() throws InterruptedException {
        Set<Extra> extras = extras();
        try {
            UploadId upload = sheet.insist(() -> leftovers.begin(options(extras)));
            sheet.note("upload in parts", Verdict.OK, "can be begun");
            extras.forEach(extra -> sheet.note(extra.probe, Verdict.OK, extra.good));
            return Optional.of(upload);
        } catch (StorageException whole) {
            return extras.isEmpty() ? refused(whole) : narrowed(extras);
        }
    }

    private Optional<UploadId> refused(StorageException e) {
        sheet.failed("upload in parts", Operation.CREATE_UPLOAD, e);
        return Optional.empty();
    }

    /** Which of the extras it is that the store does not take. */
    private Optional<UploadId> narrowed(Set<Extra> extras) throws InterruptedException {
        Set<Extra> base = EnumSet.noneOf(Extra.class);
        UploadId upload;
        try {
            upload = begun(base);
        } catch (StorageException plain) {
            // There are buckets that take nothing unencrypted.
            base = extras.contains(Extra.KEY) ? EnumSet.of(Extra.KEY) : base;
            try {
                upload = begun(base);
            } catch (StorageException e) {
                return refused(plain);
            }
        }
        sheet.note("upload in parts", Verdict.OK, "can be begun");
        for (Extra extra : extras) {
            Set<Extra> with = EnumSet.of(extra);
            with.addAll(base);
            try {
                UploadId tried = begun(with);
                sheet.insist(() -> leftovers.abort(tried));
                sheet.note(extra.probe, Verdict.OK, extra.good);
            } catch (StorageException e) {
                sheet.failed(extra.probe, extra.operation, e);
            }
        }
        return Optional.of(upload);
    }

    private UploadId begun(Set<Extra> extras) throws StorageException, InterruptedException {
        return sheet.insist(() -> leftovers.begin(options(extras)));
    }

    private void fill(UploadId upload, Optional<ListedObject> readable) throws InterruptedException {
        Operation part = extras().contains(Extra.KEY) ? Operation.DECRYPT : Operation.UPLOAD_PART;
        Optional<UploadedPart> sent = sheet.attempt(
                "upload a part",
                part,
                "parts can be sent",
                () -> store.uploads().uploadPart(upload, 1, TryBody.sound()));
        if (sent.isPresent()) {
            var unused = sheet.attempt(
                    "list parts",
                    Operation.LIST_PARTS,
                    "and seen, so that uploads can be carried on with",
                    () -> store.uploads().parts(upload));
        }
        if (wanted.copiesByStore()) {
            copy(upload, readable);
        }
        try {
            sheet.insist(() -> leftovers.abort(upload));
        } catch (StorageException e) {
            sheet.failed("abort", Operation.ABORT_UPLOAD, e);
        }
    }

    private void copy(UploadId upload, Optional<ListedObject> readable) throws InterruptedException {
        String probe = "copy by the store";
        Optional<ListedObject> source = readable.filter(object -> object.stamp().size() > 0);
        if (source.isEmpty()) {
            sheet.note(probe, Verdict.NOT_KNOWN, "there is no object to copy");
            return;
        }
        ListedObject object = source.get();
        BucketGrants from = wanted.source().grants();
        CopySource what =
                new CopySource(from.bucket(), object.key(), object.stamp().etag());
        try {
            var unused = sheet.insist(() -> store.uploads().copyPart(upload, 2, what, new ByteRange(0, 1)));
        } catch (StorageException.Rejected e) {
            // Ranges of small objects are not copied (S3 API reference, UploadPartCopy), which is no matter of
            // permission.
        } catch (StorageException.Denied e) {
            Grant grant = Denial.grant(e, Operation.GET, from);
            sheet.note(Finding.of(probe, Verdict.FAULT, String.valueOf(e.getMessage()))
                    .missing(grant));
            return;
        } catch (StorageException e) {
            sheet.failed(probe, Operation.COPY_PART, e);
            return;
        }
        sheet.note(probe, Verdict.OK, "bytes need not pass through this machine");
    }

    /** A body that is refused for its checksum would have been taken with the right one. */
    private void putInVain() throws InterruptedException {
        boolean checked = wanted.destination().service().checksums().value() == BodyChecksum.CRC32C
                && (wanted.destination().service().equals(Profiles.AWS)
                        || wanted.destination().service().equals(Profiles.S3));
        if (!checked) {
            sheet.note(
                    "put",
                    Verdict.NOT_KNOWN,
                    "an object could not be removed again without --delete; parts are allowed alike");
            return;
        }
        try {
            leftovers.put(WriteOptions.DEFAULT.in(options(extras()).storageClass()), TryBody.damaged());
        } catch (StorageException.Corrupt e) {
            sheet.note("put", Verdict.OK, "objects can be written");
            return;
        } catch (StorageException e) {
            sheet.failed("put", Operation.PUT, e);
            return;
        }
        // The store checks no such checksums, and has it.
        try {
            sheet.insist(leftovers::delete);
            sheet.note(
                    "put", Verdict.WARNING, "objects can be written; the store checks no checksums of what it is sent");
        } catch (StorageException e) {
            sheet.note("put", Verdict.OK, "objects can be written");
        }
    }

    private void putAndDelete(Optional<Keeping> keeping, Optional<ObjectLock> lock) throws InterruptedException {
        if (lock.isPresent()) {
            sheet.note(
                    "delete",
                    Verdict.NOT_KNOWN,
                    "not tried: the bucket locks its objects, and what is tried might stay");
            putInVain();
            return;
        }
        boolean keepsNone = keeping.filter(Keeping.NEVER::equals).isPresent();
        if (!keepsNone && !mayRemoveVersions()) {
            putInVain();
            return;
        }
        if (keepsNone && !mayDelete()) {
            putInVain();
            return;
        }
        try {
            sheet.insist(() -> leftovers.put(options(Set.of()), TryBody.sound()));
            sheet.note("put", Verdict.OK, "objects can be written");
        } catch (StorageException e) {
            sheet.failed("put", Operation.PUT, e);
            return;
        }
        try {
            sheet.insist(leftovers::delete);
            sheet.note("delete", Verdict.OK, "and deleted");
        } catch (StorageException e) {
            sheet.failed("delete", Operation.DELETE, e);
        }
    }

    /** Asked of an object that is not there; a bucket without versions does nothing then. */
    private boolean mayDelete() throws InterruptedException {
        try {
            sheet.insist(() -> store.delete(key));
            return true;
        } catch (StorageException e) {
            sheet.failed("delete", Operation.DELETE, e);
            return false;
        }
    }

    /** Asked of a version that is not there. */
    private boolean mayRemoveVersions() throws InterruptedException {
        String why = "not tried: the bucket keeps versions, and what is tried would leave some";
        if (store.versions().isEmpty()) {
            sheet.note("delete", Verdict.NOT_KNOWN, why);
            return false;
        }
        ObjectVersions versions = store.versions().get();
        try {
            var unused = sheet.insist(() -> versions.list(VersionListRequest.first(key.value())));
            sheet.insist(() -> versions.remove(key, VersionId.NULL));
            leftovers.removingVersions();
            return true;
        } catch (StorageException e) {
            boolean listed = !wanted.versions() || !sheet.hasFault(Operation.LIST_VERSIONS);
            if (wanted.versions() && listed) {
                sheet.failed("delete a version", Operation.DELETE_VERSION, e);
            }
            sheet.note("delete", Verdict.NOT_KNOWN, why);
            return false;
        }
    }

    private Set<Extra> extras() {
        EnumSet<Extra> extras = EnumSet.noneOf(Extra.class);
        WriteOptions write = wanted.copies().write();
        boolean tags = wanted.copies().fidelity().tags() == TagsChoice.CARRY;
        add(extras, Extra.TAGS, tags && store.limits().traits().maxTags() > 0);
        add(extras, Extra.ACL, write.acl().isPresent());
        add(extras, Extra.KEY, Wanted.usesKms(write.encryption()));
        add(extras, Extra.CLASS, write.storageClass().isPresent());
        return extras;
    }

    private static void add(Set<Extra> extras, Extra extra, boolean asked) {
        if (asked) {
            extras.add(extra);
        }
    }

    private WriteOptions options(Set<Extra> extras) {
        WriteOptions write = wanted.copies().write();
        WriteOptions options = WriteOptions.DEFAULT;
        Optional<CannedAcl> acl = extras.contains(Extra.ACL) ? write.acl() : Optional.empty();
        options = options.with(acl);
        if (extras.contains(Extra.CLASS)) {
            options = options.in(write.storageClass());
        }
        if (extras.contains(Extra.KEY)) {
            options = options.with(write.encryption());
        }
        return extras.contains(Extra.TAGS) ? options.with(TAGS) : options;
    }
}
