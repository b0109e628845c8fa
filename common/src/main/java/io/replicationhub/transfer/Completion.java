package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import java.util.List;
import java.util.Optional;

/**
 * Completes uploads. The answer may get lost although the store did it; so a failure that may mean this is believed
 * only after a look at the object.
 */
final class Completion {
    private final Party destination;
    private final Persistence persistence;

    Completion(Party destination, Persistence persistence) {
        this.destination = destination;
        this.persistence = persistence;
    }

    ETag complete(UploadId upload, List<UploadedPart> parts, Version version, RunControl run)
            throws SideFailure, WorkStopped {
        ETag composite = CompositeEtag.of(parts);
        try {
            return persistence.insist(run, () -> {
                try {
                    return destination.ask(store -> store.uploads().complete(upload, parts));
                } catch (SideFailure e) {
                    if (e.failure() instanceof StorageException.Missing) {
                        return doneAlready(version, composite).orElseThrow(() -> e);
                    }
                    throw e;
                }
            });
        } catch (SideFailure e) {
            if (!e.failure().isTransient()) {
                throw e;
            }
            return doneAlready(version, composite).orElseThrow(() -> e);
        }
    }

    private Optional<ETag> doneAlready(Version version, ETag composite) throws SideFailure {
        try {
            ObjectHead found = destination.ask(store -> store.head(version.destination()));
            ETag there = found.stamp().etag();
            boolean ours = found.stamp().size() == version.size()
                    && (composite.isPresent() && there.equals(composite) || Labels.isCopyOf(version.stamp(), found));
            return ours ? Optional.of(there) : Optional.empty();
        } catch (SideFailure e) {
            if (e.failure() instanceof StorageException.Missing) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
