package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.outcome.Lane;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.transfer.Carried.Made;
import io.replicationhub.transfer.Labels.Kind;

/**
 * One read, one write. A body of some size is passed on while it is read, if the ETags of both sides are expected to
 * prove the copy; any other is held, so that its checksum goes out before it.
 * Where the source's ETag is an MD5, the copy's must equal it. Where it does not, the object is read and written a second time: if the source gives the same bytes again and the destination gives back what was
 * written, the tags are not of one kind, and the source's is recorded on the copy; otherwise bytes were damaged.
 */
final class SingleCopy {
    private final TransferSetup setup;
    private final SourceReader reader;
    private final EtagAgreement etags;
    private final Carriage carriage;
    private final CarriedWrites writes;

    SingleCopy(TransferSetup setup, EtagAgreement etags) {
        this.setup = setup;
        this.carriage = new Carriage(setup);
        this.writes = new CarriedWrites(setup);
        this.reader = new SourceReader(setup);
        this.etags = etags;
    }

    Outcome copy(Version version, RunControl run) throws SideFailure, WorkStopped {
        Doubt doubt = new Doubt();
        try {
            Made<ETag> made = setup.persistence().insist(run, () -> attempt(version, doubt));
            setup.movement().moved(version.size());
            return new Outcome.Copied(version.size(), version.etag(), made.result(), Lane.SINGLE, made.lost());
        } catch (SideFailure | WorkStopped e) {
            doubt.takeBack(version, setup.destination(), e);
            throw e;
        }
    }

    private Made<ETag> attempt(Version version, Doubt doubt) throws SideFailure, InterruptedException {
        boolean comparable = version.etag().isPlainMd5() && etags.expected(version.etag()) && !doubt.isRaised();
        boolean passes = comparable
                && version.size() >= setup.options().passOnBytes()
                && setup.destination().store().passesOn();
        if (passes) {
            try {
                return passOn(version, doubt);
            } catch (SideFailure e) {
                if (!writes.mayLeaveOut(e)) {
                    throw e;
                }
                // A body that was passed on is gone; one that is held can be sent again, with less going along.
            }
        }
        return hold(version, comparable, doubt);
    }

    private Made<ETag> passOn(Version version, Doubt doubt) throws SideFailure, InterruptedException {
        try (Lease buffer = setup.buffers().acquire(BodyBuffers.CHUNK_BYTES)) {
            return reader.pass(version, buffer, (head, body) -> {
                Carried carried = carriage.of(version, head, Kind.PLAIN);
                ETag written = writes.writeOnce(carried, whole -> put(version, whole, body));
                if (!written.agreesWith(version.etag())) {
                    doubt.raise(body.crc32cSent(), written);
                    throw unequal(version, written);
                }
                etags.agreed();
                return new Made<>(written, carried.lost());
            });
        }
    }

    private Made<ETag> hold(Version version, boolean comparable, Doubt doubt) throws SideFailure, InterruptedException {
        try (Lease body = setup.buffers().acquire(version.size())) {
            ObjectHead head = reader.read(version, comparable ? SourceProof.SPARED : SourceProof.NEEDED, body);
            Carried whole = carriage.of(version, head, comparable ? Kind.PLAIN : Kind.RECORDING);
            Made<ETag> made = writes.write(whole, carried -> put(version, carried, body));
            ETag written = made.result();
            if (written.agreesWith(version.etag())) {
                etags.agreed();
            } else if (comparable) {
                doubt.raise(body.crc32cRead(), written);
                throw unequal(version, written);
            } else if (doubt.isRaised()) {
                settle(version, body, written, doubt);
            }
            return made;
        }
    }

    private ETag put(Version version, Carried carried, Payload body) throws SideFailure {
        return setup.destination()
                .ask(store -> store.put(version.destination(), carried.metadata(), carried.options(), body));
    }

    /** The second look at a copy whose ETag is not the source's. */
    private void settle(Version version, Lease body, ETag written, Doubt doubt)
            throws SideFailure, InterruptedException {
        boolean sameAgain = doubt.firstCrc() == body.crc32cRead();
        doubt.raise(body.crc32cRead(), written);
        if (!sameAgain) {
            throw damaged(version, "two readings of the source differ");
        }
        if (!ReadBack.holds(setup.destination(), version.destination(), written, body.length(), body.crc32cRead())) {
            throw damaged(version, "the destination gives back other bytes than it was sent");
        }
        doubt.dispel();
        etags.disagreed();
    }

    private SideFailure unequal(Version version, ETag written) {
        return damaged(version, "its ETag is " + written + " and should be " + version.etag());
    }

    private SideFailure damaged(Version version, String what) {
        return setup.destination()
                .failure(new StorageException.Corrupt("the copy of " + version.key() + " is damaged: " + what, null));
    }
}
