package io.replicationhub.cli.doctor;

import io.replicationhub.object.BucketFacts.ObjectLock;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.ObjectVersions.Keeping;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.permission.Operation;
import io.replicationhub.profile.BodyChecksum;
import io.replicationhub.profile.Profiles;
import io.replicationhub.profile.StoreProfile;
import java.util.Optional;

/**
 * Tries to write and delete an object, and leaves none: a body is announced with a wrong checksum, so that a store that
 * would take it refuses it in the end; an object is written only where it was seen before that it may be removed.
 */
final class Writing {
    private final ObjectStore store;
    private final Sheet sheet;
    private final Case wanted;
    private final ObjectKey key;
    private final Leftovers leftovers;
    private final WriteOptions options;
    private final boolean keepsNone;

    /**
     * @param options that the store takes
     * @param keeping whether the bucket keeps versions, where that is known
     */
    Writing(
            ObjectStore store,
            Sheet sheet,
            Case wanted,
            ObjectKey key,
            Leftovers leftovers,
            WriteOptions options,
            Optional<Keeping> keeping) {
        this.store = store;
        this.sheet = sheet;
        this.wanted = wanted;
        this.key = key;
        this.leftovers = leftovers;
        this.options = options;
        this.keepsNone = keeping.filter(Keeping.NEVER::equals).isPresent();
    }

    void examine(Optional<ObjectLock> lock) throws InterruptedException {
        if (wanted.deletes() || wanted.versions()) {
            putAndDelete(lock);
        } else {
            putInVain();
        }
    }

    /** A body that is refused for its checksum would have been taken with the right one. */
    private void putInVain() throws InterruptedException {
        if (!isRefusedOrRemoved()) {
            sheet.note(
                    "put",
                    Verdict.NOT_KNOWN,
                    "not tried without --delete, for the store might keep it; parts are allowed alike");
            return;
        }
        try {
            leftovers.put(options, TryBody.damaged());
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

    /** Of servers that nobody knows some keep what is damaged; it can be removed where no versions are kept. */
    private boolean isRefusedOrRemoved() {
        StoreProfile service = wanted.destination().service();
        boolean sent = service.checksums().value() == BodyChecksum.CRC32C;
        return sent && (service.equals(Profiles.AWS) || service.equals(Profiles.S3) && keepsNone);
    }

    private void putAndDelete(Optional<ObjectLock> lock) throws InterruptedException {
        if (lock.isPresent()) {
            sheet.note(
                    "delete",
                    Verdict.NOT_KNOWN,
                    "not tried: the bucket locks its objects, and what is tried might stay");
            putInVain();
            return;
        }
        if (!keepsNone && !mayRemoveVersions()) {
            putInVain();
            return;
        }
        if (keepsNone && !mayDelete()) {
            putInVain();
            return;
        }
        try {
            sheet.insist(() -> leftovers.put(options, TryBody.sound()));
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
}
