package io.replicationhub.transfer;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.outcome.Lane;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.transfer.Carried.Made;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import io.replicationhub.transfer.Labels.Kind;
import org.jspecify.annotations.Nullable;

/**
 * One request, and the store does the rest. A copy that cannot bear the source's ETag remembers it instead, which takes
 * a look at the source first; that a bucket gives other ETags (SSE-KMS) is learnt from the first copies, which are made
 * a second time. A look is also taken where the source's storage class or website redirect may have to be carried.
 */
final class ServerSideCopy {
    private final TransferSetup setup;
    private final EtagAgreement etags;
    private final Carriage carriage;
    private final CarriedWrites writes;

    ServerSideCopy(TransferSetup setup, EtagAgreement etags) {
        this.setup = setup;
        this.etags = etags;
        this.carriage = new Carriage(setup);
        this.writes = new CarriedWrites(setup);
    }

    Outcome copy(Version version, RunControl run) throws SideFailure, WorkStopped {
        boolean expected = version.etag().isPlainMd5() && etags.expected(version.etag());
        Made<ETag> made = copy(version, expected ? Kind.PLAIN : Kind.RECORDING, run);
        if (made.result().agreesWith(version.etag())) {
            etags.agreed();
        } else if (expected) {
            etags.disagreed();
            made = copy(version, Kind.RECORDING, run);
        }
        setup.movement().moved(version.size());
        return new Outcome.Copied(version.size(), version.etag(), made.result(), Lane.SERVER_SIDE, made.lost());
    }

    private Made<ETag> copy(Version version, Kind kind, RunControl run) throws SideFailure, WorkStopped {
        return setup.persistence()
                .insist(
                        run,
                        () -> kind == Kind.PLAIN && !carriage.looksFirst(version)
                                ? copyUnseen(version)
                                : copySeen(version, kind));
    }

    private Made<ETag> copyUnseen(Version version) throws SideFailure {
        boolean keep = carriesMetadata();
        return writes.write(
                carriage.ofCopyUnseen(), carried -> ask(version, keep ? null : ObjectMetadata.NONE, carried));
    }

    private Made<ETag> copySeen(Version version, Kind kind) throws SideFailure {
        boolean needed = carriesMetadata() || carriage.looksFirst(version);
        ObjectHead head = needed ? look(version) : ObjectHead.of(version.stamp(), ObjectMetadata.NONE, "");
        Carried whole = carriage.ofCopy(version, head, kind);
        return writes.write(whole, carried -> ask(version, replacement(head, carried), carried));
    }

    /** What the store carries along by itself is left to it: all but a redirect. */
    private @Nullable ObjectMetadata replacement(ObjectHead head, Carried carried) {
        boolean same = carried.metadata().equals(head.metadata());
        boolean redirects = carried.metadata().websiteRedirect().isPresent();
        return carriesMetadata() && same && !redirects ? null : carried.metadata();
    }

    private boolean carriesMetadata() {
        return setup.options().metadata() == MetadataChoice.CARRY;
    }

    private ETag ask(Version version, @Nullable ObjectMetadata replacement, Carried carried) throws SideFailure {
        return setup.destination()
                .ask(store -> store.copy(
                        version.at(setup.source().store().bucket()),
                        version.destination(),
                        replacement,
                        carried.options()));
    }

    private ObjectHead look(Version version) throws SideFailure {
        return setup.source().ask(store -> {
            ObjectHead found = store.head(version.key());
            version.check(found.stamp());
            return found;
        });
    }
}
