package io.replicationhub.testkit.simulation;

import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.FailureClass;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.queue.DeadLetters;
import io.replicationhub.queue.TaskQueue;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultMix;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyDeadLetters;
import io.replicationhub.testkit.fault.FaultyJournal;
import io.replicationhub.testkit.fault.FaultyQueue;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Life;
import io.replicationhub.testkit.fault.ListingQuirks;
import io.replicationhub.testkit.fault.ListingQuirks.Quirks;
import io.replicationhub.testkit.fault.Mishaps;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** All that goes wrong in a simulation, until it ends. What strikes a process hangs on its fate alone. */
final class Mischief {
    private static final Set<RequestKind> READS = Set.of(RequestKind.GET, RequestKind.HEAD);
    private static final FaultMix SELDOM = new FaultMix(0.04, 0.04, 0, 0, 0);
    private static final FaultMix RARELY = new FaultMix(0.02, 0.005, 0, 0, 0);
    private static final Fault LIE = new Fault.OtherChecksums(List.of(PublishedChecksum.of(ChecksumKind.CRC32C, 4711)));

    private final ObjectStore source;
    private final SourceOwner owner;
    private final Set<String> doomed;
    private FaultMix mix;
    private boolean over;
    private boolean corrupts;
    private long corruptions;
    private boolean creationsUnanswered;

    /** @param doomed keys that nobody may read, ever */
    Mischief(FaultMix mix, ObjectStore source, SourceOwner owner, Set<String> doomed) {
        this.mix = mix;
        this.source = source;
        this.owner = owner;
        this.doomed = doomed;
    }

    /** From now on nothing goes wrong but what is doomed. */
    void end() {
        over = true;
        mix = FaultMix.NONE;
    }

    boolean isOver() {
        return over;
    }

    /** From now on every process lives. */
    void killNobody() {
        mix = mix.withCrashes(0);
    }

    /** From now on bits flip on the way from the source, and it tells wrong checksums now and then. */
    void corrupt() {
        corrupts = true;
    }

    /** How often that happened. */
    long corruptions() {
        return corruptions;
    }

    /** Whether an upload may have begun whose id was never told. */
    boolean creationsWentUnanswered() {
        return creationsUnanswered;
    }

    FaultyStore at(ObjectStore store, Life life, long fate) {
        FaultScript own =
                store == source ? dooming().or(meddling(life, fate)).or(corrupting(life, fate)) : FaultScript.none();
        return new FaultyStore(store, life.during(own).or(watched(mix.script(fate, life))));
    }

    private FaultScript watched(FaultScript script) {
        return request -> {
            Fault fault = script.on(request);
            creationsUnanswered |= request.kind() == RequestKind.CREATE_UPLOAD && fault instanceof Fault.After;
            return fault;
        };
    }

    static ObjectStore quirky(ObjectStore store, long fate) {
        return new ListingQuirks(store, Quirks.withinTheRules(), new SplittableRandom(fate));
    }

    FaultyQueue at(TaskQueue queue, Life life, long fate) {
        return new FaultyQueue(queue, mix.script(fate + 3, life));
    }

    FaultyDeadLetters at(DeadLetters letters, Life life, long fate) {
        return new FaultyDeadLetters(letters, mix.script(fate, life));
    }

    /** A journal does not fail half-way, but a process may die at its door. */
    FaultyJournal at(UploadJournal journal, Life life, long fate) {
        return new FaultyJournal(
                journal, FaultMix.NONE.withCrashes(mix.crashes()).script(fate, life));
    }

    private FaultScript dooming() {
        Fault refused = new Fault.Before(Mishaps.failure(FailureClass.DENIED));
        return FaultScript.always(
                request -> doomed.contains(request.name()) && READS.contains(request.kind()), refused);
    }

    /** Now and then the owner changes the very object that is being read. */
    private FaultScript meddling(Life life, long fate) {
        FaultScript when = SELDOM.script(fate + 17, life);
        return request -> {
            if (over || !READS.contains(request.kind())) {
                return Fault.NONE;
            }
            return switch (when.on(request)) {
                case Fault.Before ignored -> new Fault.Before(each -> owner.meddleWith(each.name()));
                case Fault.After ignored -> new Fault.InBody(20, each -> owner.meddleWith(each.name()));
                default -> Fault.NONE;
            };
        };
    }

    /** The bytes come wrong, or the checksum does; never both, and never is it left out. */
    private FaultScript corrupting(Life life, long fate) {
        FaultScript when = RARELY.script(fate + 29, life);
        return request -> {
            if (over || !corrupts || !READS.contains(request.kind())) {
                return Fault.NONE;
            }
            Fault fault = switch (when.on(request)) {
                case Fault.Before ignored -> request.kind() == RequestKind.GET ? new Fault.FlippedBit(7) : Fault.NONE;
                case Fault.After ignored -> LIE;
                default -> Fault.NONE;
            };
            corruptions += fault == Fault.NONE ? 0 : 1;
            return fault;
        };
    }
}
