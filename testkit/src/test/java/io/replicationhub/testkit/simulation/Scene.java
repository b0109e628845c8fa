package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.task.CopyTask;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Request;
import io.replicationhub.testkit.memory.MemoryCloud;
import io.replicationhub.testkit.memory.MemoryObject;
import io.replicationhub.testkit.memory.MemoryObjectStore;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine;
import io.replicationhub.transfer.TransferEngine.Delivered;
import io.replicationhub.transfer.WorkStopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One source object, one destination, and a script between them and the engine. */
final class Scene {
    private static final ObjectKey KEY = new ObjectKey("o");
    private final FakeClock clock = FakeClock.atStart();
    private final MemoryCloud cloud = MemoryCloud.with(clock, Rig.LIMITS, 100);
    final MemoryObjectStore source = cloud.createBucket("from");
    final MemoryObjectStore destination = cloud.createBucket("to");
    private final Versions versions = new Versions("from", "to").judge();
    private final Way way;
    FaultScript script = FaultScript.none();
    private int written;
    private int asked;

    Scene(Way way) throws StorageException {
        this.way = way;
        cloud.watch(versions);
        write(way.size);
    }

    /** Every request of a copy on which nothing goes wrong. */
    static List<Request> cleanRequests(Way way) throws StorageException, WorkStopped {
        Scene scene = new Scene(way);
        List<Request> seen = new ArrayList<>();
        scene.script = request -> {
            seen.add(request);
            return Fault.NONE;
        };
        assertInstanceOf(Outcome.Copied.class, scene.copy());
        scene.assertSound();
        return seen;
    }

    Outcome copy() throws StorageException, WorkStopped {
        FaultScript late = request -> {
            asked++;
            return script.on(request);
        };
        ObjectStore to = way.destination(new FaultyStore(destination, late));
        TransferEngine engine = Rig.engine(new FaultyStore(source, late), to, way.route, clock);
        CopyTask task = new CopyTask(KEY, KEY, source.head(KEY).stamp());
        return engine.copy(task, Delivered.FIRST, RunControl.unlimited());
    }

    /** How many requests the engine made. */
    int asked() {
        return asked;
    }

    void meddle(Meddling meddling) throws StorageException {
        clock.advance(Duration.ofSeconds(2));
        switch (meddling) {
            case SAME_SIZE -> write(way.size);
            case OTHER_SIZE -> write(way.size + 70);
            case DELETE -> source.delete(KEY);
            case DELETE_AND_WRITE -> {
                source.delete(KEY);
                write(way.size);
            }
        }
    }

    private void write(int size) throws StorageException {
        written++;
        BytesPayload body = BytesPayload.random(written, size);
        ObjectMetadata metadata = ObjectMetadata.NONE.withUser("version", "v" + written);
        if (way.partBytes == 0) {
            // The bucket's own limit of one PUT is not what this is about.
            if (size <= Rig.LIMITS.maxSinglePutBytes()) {
                source.put(KEY, metadata, WriteOptions.DEFAULT, body);
            } else {
                inParts(metadata, body.bytes(), 999);
            }
        } else {
            inParts(metadata, body.bytes(), way.partBytes);
        }
    }

    private void inParts(ObjectMetadata metadata, byte[] body, int partBytes) throws StorageException {
        UploadId upload = source.uploads().create(KEY, metadata, WriteOptions.DEFAULT);
        List<UploadedPart> parts = new ArrayList<>();
        for (int from = 0; from < body.length; from += partBytes) {
            byte[] part = Arrays.copyOfRange(body, from, Math.min(from + partBytes, body.length));
            parts.add(source.uploads().uploadPart(upload, parts.size() + 1, BytesPayload.of(part)));
        }
        source.uploads().complete(upload, parts);
    }

    void assertSound() {
        assertEquals(List.of(), versions.violations());
        assertEquals(List.of(), destination.openUploads());
        assertEquals(0, cloud.openReadings());
    }

    void assertTells(Outcome outcome) {
        switch (outcome) {
            case Outcome.Copied copied -> assertIs(copied.source());
            case Outcome.SourceGone ignored -> assertEquals(List.of(), source.keys());
            default -> throw new AssertionError("not an ending of one change: " + outcome);
        }
    }

    /** What is there is the version that the outcome names, and the newest unless that was deleted or came later. */
    private void assertIs(ETag named) {
        MemoryObject copy = destination.object("o").orElseThrow(() -> new AssertionError("nothing was copied"));
        source.object("o").filter(now -> now.stamp().etag().equals(named)).ifPresent(now -> {
            assertArrayEquals(now.bytes(), copy.bytes());
            assertEquals(now.stamp().size(), copy.stamp().size());
        });
        Map<String, String> user = copy.metadata().user();
        assertTrue(
                copy.stamp().etag().equals(named) || named.value().equals(user.get(ObjectMetadata.SOURCE_ETAG)),
                () -> "the copy does not tell that it is of " + named);
    }

    /** What somebody does to the source. */
    enum Meddling {
        SAME_SIZE,
        OTHER_SIZE,
        DELETE,
        DELETE_AND_WRITE
    }
}
