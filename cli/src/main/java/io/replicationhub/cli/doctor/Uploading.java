package io.replicationhub.cli.doctor;

import io.replicationhub.object.ByteRange;
import io.replicationhub.object.CopySource;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.permission.BucketGrants;
import io.replicationhub.permission.Operation;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Tries uploads in parts, and with them all that a run asks for besides. None is completed: nothing is ever there. */
final class Uploading {
    private final ObjectStore store;
    private final Sheet sheet;
    private final Case wanted;
    private final ObjectKey key;
    private final Leftovers leftovers;
    private final Set<Extra> extras;

    Uploading(ObjectStore store, Sheet sheet, Case wanted, ObjectKey key, Leftovers leftovers) {
        this.store = store;
        this.sheet = sheet;
        this.wanted = wanted;
        this.key = key;
        this.leftovers = leftovers;
        this.extras = Extra.of(wanted.copies(), store.limits());
    }

    /**
     * An upload that was begun.
     *
     * @param taken what the store takes besides
     */
    private record Begun(UploadId upload, Set<Extra> taken) {}

    /**
     * Tries it all.
     *
     * @param readable an object of the source, for the store to copy by itself
     * @return what the store takes besides; all that was asked where nothing was found out
     */
    Set<Extra> examine(Optional<ListedObject> readable) throws InterruptedException {
        if (!mayAbort()) {
            sheet.note("upload in parts", Verdict.NOT_KNOWN, "not tried, for it could not be removed");
            return extras;
        }
        Optional<Begun> begun = begin();
        if (begun.isEmpty()) {
            return extras;
        }
        fill(begun.get().upload(), readable);
        return begun.get().taken();
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

    private Optional<Begun> begin() throws InterruptedException {
        try {
            UploadId upload = begin(extras);
            sheet.note("upload in parts", Verdict.OK, "can be begun");
            extras.forEach(extra -> sheet.note(extra.probe(), Verdict.OK, extra.good()));
            return Optional.of(new Begun(upload, extras));
        } catch (StorageException whole) {
            return extras.isEmpty() ? refused(whole) : narrowed();
        }
    }

    private Optional<Begun> refused(StorageException e) {
        sheet.failed("upload in parts", Operation.CREATE_UPLOAD, e);
        return Optional.empty();
    }

    /** Which of the extras it is that the store does not take. */
    private Optional<Begun> narrowed() throws InterruptedException {
        Set<Extra> taken = EnumSet.noneOf(Extra.class);
        UploadId upload;
        try {
            upload = begin(taken);
        } catch (StorageException plain) {
            // There are buckets that take nothing unencrypted.
            taken = extras.contains(Extra.KEY) ? EnumSet.of(Extra.KEY) : taken;
            try {
                upload = begin(taken);
            } catch (StorageException e) {
                return refused(plain);
            }
        }
        sheet.note("upload in parts", Verdict.OK, "can be begun");
        Set<Extra> base = Set.copyOf(taken);
        for (Extra extra : extras) {
            Set<Extra> with = EnumSet.of(extra);
            with.addAll(base);
            try {
                UploadId tried = begin(with);
                sheet.insist(() -> leftovers.abort(tried));
                sheet.note(extra.probe(), Verdict.OK, extra.good());
                taken.add(extra);
            } catch (StorageException e) {
                sheet.failed(extra.probe(), extra.operation(), e);
            }
        }
        return Optional.of(new Begun(upload, taken));
    }

    private UploadId begin(Set<Extra> with) throws StorageException, InterruptedException {
        return sheet.insist(
                () -> leftovers.begin(Extra.options(with, wanted.copies().write())));
    }

    private void fill(UploadId upload, Optional<ListedObject> readable) throws InterruptedException {
        Operation part = extras.contains(Extra.KEY) ? Operation.DECRYPT : Operation.UPLOAD_PART;
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
            sheet.note(Finding.of(probe, Verdict.FAULT, String.valueOf(e.getMessage()))
                    .missing(Denial.grant(e, Operation.GET, from)));
            return;
        } catch (StorageException e) {
            sheet.failed(probe, Operation.COPY_PART, e);
            return;
        }
        sheet.note(probe, Verdict.OK, "bytes need not pass through this machine");
    }
}
