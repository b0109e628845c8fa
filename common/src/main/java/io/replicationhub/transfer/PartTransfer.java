package io.replicationhub.transfer;

import io.replicationhub.checksum.RunningChecksum;
import io.replicationhub.object.ByteRange;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.plan.Side;
import java.util.Optional;

/**
 * Moves one part: passed on while it is read where the destination takes parts so, held in memory where it does not, or
 * by the store itself. A part that fails is made again as long as it is worth it.
 */
final class PartTransfer {
    private final TransferSetup setup;
    private final SourceReader reader;
    private final PassingTrial trial;

    PartTransfer(TransferSetup setup) {
        this.setup = setup;
        this.reader = new SourceReader(setup);
        this.trial = new PassingTrial(setup);
    }

    /** Whether parts are passed on, as far as it is known. */
    PassesOn passesOn() {
        return trial.known();
    }

    /** Whether a part of that length can be held. */
    boolean holds(long length) {
        return trial.holds(length);
    }

    /** Through us. */
    UploadedPart throughUs(
            Version version, ByteRange range, UploadId upload, int number, WholeCheck check, RunControl run)
            throws SideFailure, WorkStopped {
        UploadedPart sent = setup.persistence().insist(run, () -> {
            if (trial.passesOn(upload, number, range.length())) {
                try {
                    return passPart(version, range, upload, number, check);
                } catch (SideFailure e) {
                    if (e.side() != Side.DESTINATION || trial.known() != PassesOn.NO) {
                        throw e;
                    }
                    // As it turned out, it does not. A part that is held has its checksum sent before it.
                }
            }
            return holdPart(version, range, upload, number, check);
        });
        setup.movement().moved(range.length());
        return sent;
    }

    private UploadedPart passPart(Version version, ByteRange range, UploadId upload, int number, WholeCheck check)
            throws SideFailure, InterruptedException {
        Optional<RunningChecksum> running = check.ofPart();
        try (Lease buffer = setup.buffers().acquire(BodyBuffers.CHUNK_BYTES)) {
            UploadedPart sent = reader.pass(
                    version,
                    range,
                    buffer,
                    running,
                    (head, body) ->
                            setup.destination().ask(store -> store.uploads().uploadPart(upload, number, body)));
            check.passed(sent, running);
            return sent;
        }
    }

    private UploadedPart holdPart(Version version, ByteRange range, UploadId upload, int number, WholeCheck check)
            throws SideFailure, InterruptedException {
        if (!trial.holds(range.length())) {
            throw setup.destination()
                    .failure(new StorageException.Rejected(
                            FailureScope.OBJECT,
                            version.key() + " of " + version.size() + " bytes needs parts of " + range.length()
                                    + " bytes, which have to be held, in "
                                    + setup.buffers().largest() + " bytes of memory for bodies",
                            null));
        }
        try (Lease body = setup.buffers().acquire(range.length())) {
            reader.read(version, range, body);
            check.read(number, body);
            return setup.destination().ask(store -> store.uploads().uploadPart(upload, number, body));
        }
    }

    /** The store copies it by itself. */
    UploadedPart byTheStore(Version version, ByteRange range, UploadId upload, int number, RunControl run)
            throws SideFailure, WorkStopped {
        UploadedPart copied = setup.persistence()
                .insist(
                        run,
                        () -> setup.destination()
                                .ask(store -> store.uploads()
                                        .copyPart(
                                                upload,
                                                number,
                                                version.at(
                                                        setup.source().store().bucket()),
                                                range)));
        setup.movement().moved(range.length());
        return copied;
    }
}
