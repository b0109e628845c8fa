package io.replicationhub.transfer;

import io.replicationhub.checksum.Qetag;
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

    /**
     * @param etagExpected whether a copy of equal parts should have an equal ETag
     * @param held whether parts are known to be held in memory on their way
     */
    PartedPlan plan(Version version, boolean etagExpected, boolean held, RunControl run)
            throws SideFailure, WorkStopped {
        boolean buffered = setup.options().route() == Route.THROUGH_US;
        StoreLimits limits = setup.destination().store().limits();
        Optional<ObjectHead> head = look(version, etagExpected, run);

        Optional<PartPlan> asSource = etagExpected
                ? asSource(version, head, version.etag().parts(), limits, sameCutMost(held))
                : Optional.empty();
        if (asSource.isPresent()) {
            return new PartedPlan(asSource.get(), carried(version, head, Kind.PLAIN, run), Optional.empty(), true);
        }
        List<PublishedChecksum> published = buffered ? checksums(version, head, run) : List.of();
        Cut cut = cut(version, published, head, held, run);
        return new PartedPlan(cut.layout(), carried(version, head, Kind.RECORDING, run), cut.expected(), false);
    }

    private record Cut(PartPlan layout, Optional<PublishedChecksum> expected) {}

    /** Where there is a choice, so that the parts can be held against what the source publishes. */
    private Cut cut(
            Version version, List<PublishedChecksum> published, Optional<ObjectHead> head, boolean held, RunControl run)
            throws SideFailure, WorkStopped {
        EngineOptions options = setup.options();
        boolean buffered = options.route() == Route.THROUGH_US;
        long wish = buffered ? options.partBytes() : options.copiedPartBytes();
        long memory = memory();
        StoreLimits limits = setup.destination().store().limits();
        Optional<PublishedChecksum> any = ProvableCut.ofAnyParts(published);
        if (any.isEmpty() && ProvableCut.ofSameParts(published).isPresent()) {
            PublishedChecksum composite = ProvableCut.ofSameParts(published).get();
            boolean known = head.isPresent() && head.get().firstPartSize().isPresent();
            Optional<PartPlan> same = asSource(
                    version,
                    known ? head : Optional.of(ask(version, true, run)),
                    composite.parts(),
                    limits,
                    sameCutMost(held));
            if (same.isPresent()) {
                return new Cut(same.get(), Optional.of(composite));
            }
        }
        Optional<PublishedChecksum> blocks = ProvableCut.ofBlocks(published, version.size());
        if (any.isEmpty() && blocks.isPresent()) {
            PartPlan layout = PartPlan.of(version.size(), limits, wish, memory, Qetag.BLOCK_BYTES);
            return new Cut(layout, ProvableCut.isOfBlocks(layout) ? blocks : Optional.empty());
        }
        return new Cut(PartPlan.of(version.size(), limits, wish, memory), any);
    }

    /** The largest part of the source that the copy may have. */
    private long sameCutMost(boolean held) {
        return held ? memory() : Math.max(memory(), EngineOptions.LARGEST_PASSED_ON);
    }

    private long memory() {
        return setup.options().route() == Route.THROUGH_US ? setup.largestBody() : Long.MAX_VALUE;
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
        return setup.persistence().insist(run, () -> carriage.ofParts(version, source, kind));
    }

    private static Optional<PartPlan> asSource(
            Version version, Optional<ObjectHead> head, int parts, StoreLimits limits, long memory) {
        OptionalLong first = head.map(ObjectHead::firstPartSize).orElse(OptionalLong.empty());
        return first.isEmpty()
                ? Optional.empty()
                : PartPlan.asSource(version.size(), first.getAsLong(), parts, limits, memory);
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
