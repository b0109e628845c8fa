package io.replicationhub.transfer;

import io.replicationhub.journal.UploadJournal;
import io.replicationhub.journal.UploadRecord;

/** Ends what uploads are left when a run is complete: of objects that have gone, changed or failed meanwhile. */
public final class UploadSweep {
    private final Party destination;
    private final UploadJournal journal;
    private final UploadSessions sessions;

    public UploadSweep(Party destination, UploadJournal journal, Persistence persistence) {
        this.destination = destination;
        this.journal = journal;
        this.sessions = new UploadSessions(destination, journal, persistence);
    }

    /** Aborts every remembered upload to this destination; what fails stays remembered. Returns how many were ended. */
    public int run(RunControl run) throws WorkStopped {
        int ended = 0;
        for (UploadRecord left : journal.all(destination.store().description())) {
            try {
                sessions.giveUp(left, run);
                ended++;
            } catch (SideFailure e) {
                // Tried enough for now; the next complete run sweeps again.
                continue;
            }
        }
        return ended;
    }
}
