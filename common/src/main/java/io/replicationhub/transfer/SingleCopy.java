package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.outcome.Lane;
import io.replicationhub.outcome.Outcome;

/**
 * One read, one write. Where the source's ETag is an MD5, the copy's must equal it. Where it does not, the object is
 * read and written a second time: if the source gives the same bytes again and the destination gives back what was
 * written, the tags are not of one kind, and the source's is recorded on the copy; otherwise bytes were damaged.
 */
final class SingleCopy {
    private final TransferSetup setup;
    private final SourceReader reader;
    private final EtagAgreement etags;

    SingleCopy(TransferSetup setup, EtagAgreement etags) {
        this.setup = setup;
        this.reader = new SourceReader(setup.source(), setup.reading());
        this.etags = etags;
    }

    Outcome copy(Version version, RunControl run) throws SideFailure, WorkStopped {
        Doubt doubt = new Doubt();
        try {
            ETag etag = setup.persistence().insist(run, () -> attempt(version, doubt));
            return new Outcome.Copied(version.size(), version.etag(), etag, Lane.SINGLE);
        } catch (SideFailure e) {
            doubt.takeBack(version, setup.destination(), e);
            throw e;
        }
    }

    private ETag attempt(Version version, Doubt doubt) throws SideFailure, InterruptedException {
        try (Lease body = setup.buffers().acquire(version.size())) {
            ObjectHead head =
                    reader.read(version, ReadRequest.whole(version.key(), version.etag()), version.size(), body);
            boolean comparable = version.etag().isPlainMd5() && etags.expected(version.etag()) && !doubt.isRaised();
            ObjectMetadata metadata = comparable
                    ? Labels.plain(setup.options().metadata(), head.metadata())
                    : Labels.recording(setup.options().metadata(), head.metadata(), version.etag());
            ETag written = setup.destination()
                    .ask(store -> store.put(
                            version.destination(), metadata, setup.options().write(), body));
            if (written.equals(version.etag())) {
                etags.agreed();
            } else if (comparable) {
                doubt.raise(body.crc32c(), written);
                throw damaged(version, "its ETag is " + written + " and should be " + version.etag());
            } else if (doubt.isRaised()) {
                settle(version, body, written, doubt);
            }
            return written;
        }
    }

    /** The second look at a copy whose ETag is not the source's. */
    private void settle(Version version, Lease body, ETag written, Doubt doubt)
            throws SideFailure, InterruptedException {
        boolean sameAgain = doubt.firstCrc() == body.crc32c();
        doubt.raise(body.crc32c(), written);
        if (!sameAgain) {
            throw damaged(version, "two readings of the source differ");
        }
        if (!ReadBack.holds(setup.destination(), version.destination(), written, body)) {
            throw damaged(version, "the destination gives back other bytes than it was sent");
        }
        doubt.dispel();
        etags.disagreed();
    }

    private SideFailure damaged(Version version, String what) {
        return setup.destination()
                .failure(new StorageException.Corrupt("the copy of " + version.key() + " is damaged: " + what, null));
    }
}
