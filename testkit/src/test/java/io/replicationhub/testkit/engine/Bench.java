package io.replicationhub.testkit.engine;

import io.replicationhub.crew.Crew;
import io.replicationhub.journal.UploadJournal;
import io.replicationhub.object.MultipartUploads;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Movement;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.pace.Flow;
import io.replicationhub.plan.Side;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.BodyBuffers;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.Mirroring;
import io.replicationhub.transfer.OutageWatch;
import io.replicationhub.transfer.Party;
import io.replicationhub.transfer.Persistence;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.TransferSetup;
import io.replicationhub.transfer.WorkStopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two buckets, an engine between them, and whatever a test puts in between. Parts are of 64 bytes; bodies of 150 to 200 bytes are passed on while they are read. */
final class Bench {
    static final StoreLimits LIMITS = new StoreLimits(1 << 20, 1 << 10, 1 << 10, 16, 4 << 10, 100, 1024);
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final Duration FIRST_CONTACT = Duration.ofSeconds(10);

    final FakeClock clock = FakeClock.atStart();
    final MemoryCloud cloud;
    final MemoryObjectStore from;
    final MemoryObjectStore to;
    final RunControl run = RunControl.unlimited();
    ObjectStore source;
    ObjectStore destination;
    UploadJournal journal = UploadJournal.NONE;
    Crew crew = Crew.ALONE;
    EngineOptions options = EngineOptions.DEFAULT.withSizes(200, 150, 64, 64);

    Movement movement = new Movement() {};
    Mirroring mirroring = Mirroring.COPIES_ONLY;
    /** For bodies. */
    long memoryBytes = 1 << 20;

    Bench() {
        this(LIMITS);
    }

    Bench(StoreLimits limits) {
        cloud = MemoryCloud.with(clock, limits, 100);
        from = cloud.createBucket("from");
        to = cloud.createBucket("to");
        source = from;
        destination = to;
    }

    TransferEngine engine() {
        TransferSetup setup = new TransferSetup(
                party(Side.SOURCE, source),
                party(Side.DESTINATION, destination),
                options,
                new BodyBuffers(memoryBytes),
                crew,
                journal,
                persistence(),
                Flow.FREE,
                movement,
                clock);
        return new TransferEngine(setup, mirroring);
    }

    Persistence persistence() {
        return Persistence.usual(clock.sleeper(), new Random(1), clock::nanos);
    }

    Party party(Side side, ObjectStore store) {
        return new Party(
                side, store, new OutageWatch(PATIENCE, FIRST_CONTACT, OutageWatch.answers(store), clock::nanos));
    }

    CopyTask write(String key, int size) throws StorageException {
        ObjectKey name = new ObjectKey(key);
        from.put(
                name,
                ObjectMetadata.NONE.withUser("of", key.isEmpty() ? "" : "it"),
                WriteOptions.DEFAULT,
                BytesPayload.random(key.hashCode(), size));
        return task(key);
    }

    /** One that was itself uploaded in parts of one size. */
    CopyTask writeInParts(String key, int count, int size) throws StorageException {
        MultipartUploads uploads = from.uploads();
        UploadId upload = uploads.create(new ObjectKey(key), ObjectMetadata.NONE, WriteOptions.DEFAULT);
        List<UploadedPart> parts = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            parts.add(uploads.uploadPart(upload, number, BytesPayload.random(number, size)));
        }
        uploads.complete(upload, parts);
        return task(key);
    }

    CopyTask task(String key) throws StorageException {
        ObjectKey name = new ObjectKey(key);
        return new CopyTask(name, name, from.head(name).stamp());
    }

    Outcome copy(CopyTask task) throws WorkStopped {
        return engine().copy(task, Delivered.FIRST, run);
    }
}
