package io.replicationhub.transfer;

import io.replicationhub.journal.UploadRecord;
import io.replicationhub.object.ETag;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.outcome.Lane;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.plan.PartPlan;
import io.replicationhub.plan.Side;
import io.replicationhub.transfer.Carried.Made;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.PartsUnderWay.PartMover;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** In parts, side by side, through us or by the store itself. Nothing is seen of them until all are there. */
final class PartedCopy {
    /** An object that came other than the source publishes is read so often, whole. */
    static final int READINGS = 2;

    private final TransferSetup setup;
    private final PartTransfer transfer;
    private final UploadSessions sessions;
    private final CarriedWrites writes;
    private final Completion completion;
    private final EtagAgreement etags;
    /** Whether the destination has been seen to make ETags of its parts' as S3 does. */
    private volatile boolean composes;

    PartedCopy(TransferSetup setup, EtagAgreement etags) {
        this.setup = setup;
        this.transfer = new PartTransfer(setup);
        this.sessions = new UploadSessions(setup.destination(), setup.journal(), setup.persistence());
        this.writes = new CarriedWrites(setup);
        this.completion = new Completion(setup.destination(), setup.persistence());
        this.etags = etags;
    }

    /** Whether parts that go through us are known to be held in memory on their way. */
    boolean holdsParts() {
        return transfer.passesOn() == PassesOn.NO;
    }

    /** Whether the parts of a cut cannot be held. */
    boolean isBeyondMemory(PartedPlan plan) {
        return setup.options().route() == Route.THROUGH_US
                && !transfer.holds(plan.layout().partBytes());
    }

    /**
     * Whether a copy failed because its parts cannot be held: the destination was found to want that, or has answered
     * others and never, however often, whether it does.
     */
    boolean failedForMemory(PartedPlan plan, SideFailure e) {
        return isBeyondMemory(plan)
                && switch (transfer.passesOn()) {
                    case YES -> false;
                    case NO -> true;
                    case NOT_KNOWN ->
                        e.side() == Side.DESTINATION && e.failure() instanceof StorageException.Unavailable;
                };
    }

    /** The copy's ETag; the caller judges it, and sees to it that nobody else copies to that key. */
    Made<ETag> copy(Version version, PartedPlan plan, RunControl run) throws SideFailure, WorkStopped {
        WholeCheck check = WholeCheck.against(plan.expected());
        for (int readings = 1; ; readings++) {
            try {
                check.begin();
                return copyAlone(version, plan, check, run);
            } catch (SideFailure e) {
                if (!WholeCheck.failed(e) || readings == READINGS) {
                    throw e;
                }
            }
        }
    }

    private Made<ETag> copyAlone(Version version, PartedPlan plan, WholeCheck check, RunControl run)
            throws SideFailure, WorkStopped {
        UploadRecord wanted = record(version, plan);
        UploadSession session = sessions.begin(wanted, plan.layout(), plan.carried(), writes, run);
        UploadId upload = session.upload();
        AtomicInteger held = new AtomicInteger(session.held().size());
        try {
            List<UploadedPart> parts = move(version, plan.layout(), session, check, held, run);
            check.settle(version, setup.source());
            ETag composite = CompositeEtag.of(parts);
            if (plan.preserving() && composite.isPresent() && !composite.agreesWith(version.etag())) {
                // Whatever these parts make, the source's ETag does not say that it is the source: nobody is to see it.
                sessions.giveUp(wanted.begun(upload.id()), run);
                return new Made<>(composite, session.lost());
            }
            ETag etag = completion.complete(upload, parts, version, run);
            sessions.completed(wanted);
            return new Made<>(checked(etag, parts, version), session.lost());
        } catch (WorkStopped e) {
            leaveOrAbort(wanted, upload, held.get(), run, e);
            throw e;
        } catch (SideFailure e) {
            if (WholeCheck.failed(e)) {
                sessions.abortWrong(wanted, upload, run, e);
            } else if (e.failure().isTransient()) {
                leaveOrAbort(wanted, upload, held.get(), run, e);
            } else {
                sessions.abort(wanted, upload, run, e);
            }
            throw e;
        } catch (RuntimeException | Error e) {
            sessions.abort(wanted, upload, run, e);
            throw e;
        }
    }

    private void leaveOrAbort(UploadRecord wanted, UploadId upload, int held, RunControl run, Throwable cause) {
        if (setup.journal().remembers()) {
            sessions.left(wanted, upload, held);
        } else {
            sessions.abort(wanted, upload, run, cause);
        }
    }

    /**
     * Whether a remembered upload of this version is cut so that the copy should have an equal ETag; empty where there is
     * none. What has been learnt of ETags differs from process to process, and an upload that went on only with those who
     * think alike might never end.
     */
    Optional<Boolean> begunToPreserve(Version version) {
        return sessions.earlier(version)
                .flatMap(found -> Stream.of(true, false)
                        .filter(preserving -> found.settings().equals(settings(preserving)))
                        .findFirst());
    }

    Outcome outcome(Version version, Made<ETag> made) {
        ETag etag = made.result();
        if (etag.agreesWith(version.etag())) {
            etags.agreed();
        }
        Lane lane = setup.options().route() == Route.SERVER_SIDE ? Lane.SERVER_SIDE : Lane.MULTIPART;
        return new Outcome.Copied(version.size(), version.etag(), etag, lane, made.lost());
    }

    private UploadRecord record(Version version, PartedPlan plan) {
        return new UploadRecord(
                setup.destination().store().description(),
                version.destination(),
                version.key(),
                version.stamp(),
                plan.layout().partBytes(),
                settings(plan.preserving()),
                Optional.empty(),
                0,
                setup.clock().instant());
    }

    private String settings(boolean preserving) {
        return UploadSettings.text(setup.options(), preserving);
    }

    private List<UploadedPart> move(
            Version version,
            PartPlan layout,
            UploadSession session,
            WholeCheck check,
            AtomicInteger count,
            RunControl run)
            throws SideFailure, WorkStopped {
        Set<Integer> held = new HashSet<>();
        for (UploadedPart part : session.held()) {
            held.add(part.number());
            setup.movement().alreadyThere(layout.range(part.number()).length());
            check.held(part);
        }
        int[] missing = IntStream.rangeClosed(1, layout.parts())
                .filter(number -> !held.contains(number))
                .toArray();
        PartMover mover = setup.options().route() == Route.SERVER_SIDE
                ? number -> transfer.byTheStore(version, layout.range(number), session.upload(), number, run)
                : number -> transfer.throughUs(version, layout.range(number), session.upload(), number, check, run);
        PartMover counting = number -> {
            UploadedPart moved = mover.move(number);
            count.incrementAndGet();
            return moved;
        };
        List<UploadedPart> all = new ArrayList<>(session.held());
        all.addAll(new PartsUnderWay(missing, counting, run).moveAll(setup.crew()));
        all.sort((one, other) -> Integer.compare(one.number(), other.number()));
        return all;
    }

    /** Holds the whole against its parts, on stores that have been seen to let us. */
    private ETag checked(ETag etag, List<UploadedPart> parts, Version version) throws SideFailure {
        ETag composite = CompositeEtag.of(parts);
        if (!composite.isPresent() || etag.parts() != parts.size()) {
            return etag;
        }
        if (etag.agreesWith(composite)) {
            composes = true;
        } else if (composes) {
            Doubt doubt = new Doubt();
            doubt.raise(0, etag);
            SideFailure damaged = setup.destination()
                    .failure(new StorageException.Corrupt(
                            "the copy of " + version.key() + " is damaged: its ETag is " + etag + " and its parts' say "
                                    + composite,
                            null));
            doubt.takeBack(version, setup.destination(), damaged);
            throw damaged;
        }
        return etag;
    }
}
