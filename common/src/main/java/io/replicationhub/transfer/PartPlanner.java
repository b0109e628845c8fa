package io.replicationhub.transfer;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.plan.PartPlan;
import io.replicationhub.transfer.EngineOptions.MetadataChoice;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.Labels.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Looks at a large object, once, to see how to cut it and what to write on the copy. */
final class PartPlanner {
    private final TransferSetup setup;
    private final Carriage carriage;

    PartPlanner(TransferSetup setup) {
        this.setup = setup;
        this.carriage = new Carriage(setup);
    }

    /** @param etagExpected whether a copy of equal parts should have an equal ETag */
    PartedPlan plan(Version version, boolean etagExpected, RunControl run) throws SideFailure, WorkStopped {
        EngineOptions options = setup.options();
        boolean buffered = options.route() == Route.THROUGH_US;
        long memory = buffered ? setup.largestBody() : Long.MAX_VALUE;
        StoreLimits limits = setup.destination().store().limits();
        Optional<ObjectHead> head = look(version, etagExpected, run);

        Optional<PartPlan> asSource = etagExpected ? asSource(version, head, limits, memory) : Optional.empty();
        if (asSource.isPresent()) {
            return new PartedPlan(asSource.get(), carried(version, head, Kind.PLAIN, run), List.of(), true);
        }
        long wish = buffered ? options.partBytes() : options.copiedPartBytes();
        PartPlan layout = PartPlan.of(version.size(), limits, wish, memory);
        if (buffered && layout.partBytes() > setup.buffers().largest()) {
            throw setup.destination()
                    .failure(new StorageException.Rejected(
                            FailureScope.OBJECT,
                            version.key() + " of " + version.size() + " bytes needs parts of " + layout.partBytes()
                                    + ", more than the memory given can hold",
                            null));
        }
        List<PublishedChecksum> checksums = buffered ? checksums(version, head, run) : List.of();
        return new PartedPlan(layout, carried(version, head, Kind.RECORDING, run), checksums, false);
    }

    /** What is told of a part says nothing of the whole. */
    private List<PublishedChecksum> checksums(Version version, Optional<ObjectHead> head, RunControl run)
            throws SideFailure, WorkStopped {
        boolean ofPart = head.isEmpty() || head.get().firstPartSize().isPresent();
        return (ofPart ? ask(version, false, run) : head.get()).checksums();
    }

    private Carried carried(Version version, Optional<ObjectHead> head, Kind kind, RunControl run)
            throws SideFailure, WorkStopped {
        ObjectHead source = head.orElseGet(() -> ObjectHead.of(version.stamp(), ObjectMetadata.NONE, ""));
        return setup.persistence().insist(run, () -> carriage.of(version, source, kind));
    }

    private static Optional<PartPlan> asSource(
            Version version, Optional<ObjectHead> head, StoreLimits limits, long memory) {
        OptionalLong first = head.map(ObjectHead::firstPartSize).orElse(OptionalLong.empty());
        return first.isEmpty()
                ? Optional.empty()
                : PartPlan.asSource(
                        version.size(), first.getAsLong(), version.etag().parts(), limits, memory);
    }

    private Optional<ObjectHead> look(Version version, boolean etagExpected, RunControl run)
            throws SideFailure, WorkStopped {
        boolean inParts = etagExpected && version.etag().parts() > 0;
        boolean carries = setup.options().metadata() == MetadataChoice.CARRY || carriage.looksBeforeParts(version);
        if (!inParts && !carries) {
            return Optional.empty();
        }
        return Optional.of(ask(version, inParts, run));
    }

    private ObjectHead ask(Version version, boolean ofFirstPart, RunControl run) throws SideFailure, WorkStopped {
        return setup.persistence()
                .insist(
                        run,
                        () -> setup.source().ask(store -> {
                            ObjectHead head = ofFirstPart
                                    ? store.headFirstPart(version.key(), version.etag())
                                    : store.head(version.key());
                            version.check(head.stamp());
                            if (head.archive().forbidsReading()) {
                                throw new StorageException.Archived(
                                        version.key() + " must be restored from its archive first", null);
                            }
                            return head;
                        }));
    }
}
