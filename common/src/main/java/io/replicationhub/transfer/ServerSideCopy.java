package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.outcome.Lane;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import org.jspecify.annotations.Nullable;

/**
 * One request, and the store does the rest. A copy that cannot bear the source's ETag remembers it instead, which takes
 * a look at the source first; that a bucket gives other ETags (SSE-KMS) is learnt from the first copies, which are made
 * a second time.
 */
final class ServerSideCopy {
    private final TransferSetup setup;
    private final EtagAgreement etags;

    ServerSideCopy(TransferSetup setup, EtagAgreement etags) {
        this.setup = setup;
        this.etags = etags;
    }

    Outcome copy(Version version, RunControl run) throws SideFailure, WorkStopped {
        boolean expected = version.etag().isPlainMd5() && etags.expected(version.etag());
        ETag etag = expected ? copyAsItIs(version, run) : copyRecording(version, run);
        if (etag.equals(version.etag())) {
            etags.agreed();
        } else if (expected) {
            etags.disagreed();
            etag = copyRecording(version, run);
        }
        return new Outcome.Copied(version.size(), version.etag(), etag, Lane.SERVER_SIDE);
    }

    private ETag copyAsItIs(Version version, RunControl run) throws SideFailure, WorkStopped {
        boolean keep = setup.options().metadata() == MetadataChoice.CARRY;
        return setup.persistence().insist(run, () -> copy(version, keep ? null : ObjectMetadata.NONE));
    }

    private ETag copyRecording(Version version, RunControl run) throws SideFailure, WorkStopped {
        return setup.persistence()
                .insist(
                        run,
                        () -> copy(
                                version,
                                Labels.recording(setup.options().metadata(), metadata(version), version.etag())));
    }

    private ETag copy(Version version, @Nullable ObjectMetadata replacement) throws SideFailure {
        return setup.destination()
                .ask(store -> store.copy(
                        version.at(setup.source().store().bucket()),
                        version.destination(),
                        replacement,
                        setup.options().write()));
    }

    private ObjectMetadata metadata(Version version) throws SideFailure {
        if (setup.options().metadata() == MetadataChoice.LEAVE) {
            return ObjectMetadata.NONE;
        }
        return setup.source().ask(store -> {
            ObjectHead found = store.head(version.key());
            version.check(found.stamp());
            return found.metadata();
        });
    }
}
