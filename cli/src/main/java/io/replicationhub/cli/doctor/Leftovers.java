package io.replicationhub.cli.doctor;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.WriteOptions;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Writes what is tried, all of it under one key, and removes it in every case: at the latest when it is closed, also by
 * the end of the process. What is begun is noted before it is begun, so that an answer that never came leaves nothing
 * either. Thread-safe.
 */
final class Leftovers implements AutoCloseable {
    private final ObjectStore store;
    private final ObjectKey key;
    private final Set<UploadId> uploads = new LinkedHashSet<>();
    private boolean uploadUnanswered;
    private boolean written;
    private boolean keepsVersions;
    private boolean over;

    Leftovers(ObjectStore store, ObjectKey key) {
        this.store = store;
        this.key = key;
    }

    synchronized UploadId begin(WriteOptions options) throws StorageException {
        refuseAfterTheEnd();
        uploadUnanswered = true;
        try {
            UploadId upload = store.uploads().create(key, ObjectMetadata.NONE, options);
            uploads.add(upload);
            uploadUnanswered = false;
            return upload;
        } catch (StorageException e) {
            // What the store refused it has not begun.
            uploadUnanswered = e.isTransient();
            throw e;
        }
    }

    synchronized void abort(UploadId upload) throws StorageException {
        store.uploads().abort(upload);
        uploads.remove(upload);
    }

    synchronized void put(WriteOptions options, Payload payload) throws StorageException {
        refuseAfterTheEnd();
        written = true;
        try {
            var unused = store.put(key, ObjectMetadata.NONE, options, payload);
        } catch (StorageException e) {
            written = e instanceof StorageException.Unavailable;
            throw e;
        }
    }

    /** From now on what is deleted is deleted with its versions, which must be allowed. */
    synchronized void removingVersions() {
        keepsVersions = true;
    }

    /** Deletes the object, and where the bucket keeps versions all that there are of it. */
    synchronized void delete() throws StorageException {
        store.delete(key);
        if (keepsVersions) {
            ObjectVersions versions = store.versions().orElseThrow();
            for (ListedVersion version :
                    versions.list(VersionListRequest.first(key.value())).entries()) {
                if (version.key().equals(key)) {
                    versions.remove(key, version.id());
                }
            }
        }
        written = false;
    }

    private void refuseAfterTheEnd() throws StorageException {
        if (over) {
            throw new StorageException.Rejected(FailureScope.OBJECT, "nothing is begun any more", null);
        }
    }

    /** Whether something is there that should not be. */
    synchronized boolean isSomethingLeft() {
        return written || uploadUnanswered || !uploads.isEmpty();
    }

    /** Removes what is there as far as that is possible; nothing is written from now on. */
    @Override
    public synchronized void close() {
        over = true;
        try {
            if (uploadUnanswered) {
                for (OpenUpload open : store.uploads().open(key.value())) {
                    if (open.upload().key().equals(key)) {
                        uploads.add(open.upload());
                    }
                }
                uploadUnanswered = false;
            }
            for (UploadId upload : Set.copyOf(uploads)) {
                abort(upload);
            }
            if (written) {
                delete();
            }
        } catch (StorageException e) {
            // What is left is asked for, and told with how to remove it.
        }
    }
}
