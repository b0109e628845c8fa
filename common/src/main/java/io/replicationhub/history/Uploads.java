package io.replicationhub.history;

import io.replicationhub.object.UploadId;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.SideFailure;
import io.replicationhub.transfer.WorkStopped;

/** Ends uploads that nobody completes. */
final class Uploads {
    private Uploads() {}

    /** Aborts it; also when the run does not go on, but then without trying again. */
    static void abort(UploadId upload, Party destination, Persistence persistence, RunControl run)
            throws SideFailure, WorkStopped {
        UploadId aborted =
                run.isStopping() ? once(upload, destination) : persistence.insist(run, () -> once(upload, destination));
        assert aborted.equals(upload);
    }

    private static UploadId once(UploadId upload, Party destination) throws SideFailure {
        return destination.ask(store -> {
            store.uploads().abort(upload);
            return upload;
        });
    }
}
