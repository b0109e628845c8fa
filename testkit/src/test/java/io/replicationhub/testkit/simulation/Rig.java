package io.replicationhub.testkit.simulation;

import io.replicationhub.crew.Crew;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.outcome.Movement;
import io.replicationhub.pace.Flow;
import io.replicationhub.plan.Side;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.fault.HoldingStore;
import io.replicationhub.testkit.fault.TriedStore;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.EngineOptions.Route;
import io.replicationhub.transfer.OutageWatch;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferSetup;
import java.time.Duration;
import java.util.Random;

/** Builds engines whose sizes are small, so that objects of a few hundred bytes take every lane. */
final class Rig {
    /** Parts of 16 bytes to 4 KiB, a hundred of them; one PUT or one copy up to 1 KiB. */
    static final StoreLimits LIMITS = new StoreLimits(1 << 20, 1 << 10, 1 << 10, 16, 4 << 10, 100, 1024);

    static final int SINGLE_PUT_BYTES = 200;
    static final int PASS_ON_BYTES = 100;
    static final int PART_BYTES = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Rig() {}

    static EngineOptions options(Route route) {
        return EngineOptions.DEFAULT
                .withSizes(SINGLE_PUT_BYTES, PASS_ON_BYTES, PART_BYTES, PART_BYTES)
                .with(route);
    }

    static TransferSetup setup(
            ObjectStore source,
            ObjectStore destination,
            Route route,
            UploadJournal journal,
            FakeClock clock,
            Crew crew,
            long seed) {
        return new TransferSetup(
                party(Side.SOURCE, source, clock),
                party(Side.DESTINATION, ofSomeMake(destination, seed), clock),
                options(route),
                new BodyBuffers(1 << 20),
                crew,
                journal,
                Persistence.usual(clock.sleeper(), new Random(seed), clock::nanos),
                Flow.FREE,
                new Movement() {},
                clock);
    }

    /** Parts are passed on to it, or have to be held, or that has to be found out. */
    private static ObjectStore ofSomeMake(ObjectStore destination, long seed) {
        return switch ((int) Math.floorMod(seed, 3L)) {
            case 0 -> destination;
            case 1 -> new HoldingStore(destination);
            default -> new TriedStore(destination);
        };
    }

    /** One that passes parts on where the destination takes them so. */
    static TransferEngine engine(ObjectStore source, ObjectStore destination, Route route, FakeClock clock) {
        return new TransferEngine(setup(source, destination, route, UploadJournal.NONE, clock, Crew.ALONE, 0));
    }

    private static Party party(Side side, ObjectStore store, FakeClock clock) {
        return new Party(side, store, new OutageWatch(PATIENCE, PATIENCE, OutageWatch.answers(store), clock::nanos));
    }
}
