package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.plan.Patience;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Request;
import io.replicationhub.testkit.memory.MemoryCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DeepComparisonTest {
    private static final ObjectKey KEY = new ObjectKey("key");
    private static final int BLOCK = 64 << 10;
    private static final int SIZE = 20 * BLOCK + 17;
    /** Some of a block that is read in vain. */
    private static final int TURN = 3 * BLOCK + 100;

    private final ObjectStore source = bucket("source");
    private final ObjectStore destination = bucket("destination");
    private final ObjectStore breaking = new FaultyStore(destination, this::breakOff);
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong compared = new AtomicLong();
    private final Patience patience = new Patience(new DiffSettings(
            1,
            1,
            DiffSettings.RETRY,
            pause -> now.addAndGet(pause.toNanos()),
            new Random(1),
            Path.of("."),
            Duration.ZERO,
            now::get));
    private int turn = TURN;
    private int breaks = Integer.MAX_VALUE;
    private int reads;
    private Runnable meanwhile = () -> {};

    /** More often than an attempt is made again. */
    @Test
    void aBodyThatBreaksOffIsReadOnFromThere() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        assertEquals(Optional.empty(), difference(true));
        assertEquals(7, reads);
        assertEquals(SIZE, compared.get());
        assertEquals(0, now.get(), "it waited though it got on");
    }

    @Test
    void whatDiffersBehindABreakIsToldByItsPlaceInTheObject() throws Exception {
        byte[] bytes = put(source, SIZE);
        bytes[5 * BLOCK + 3]++;
        put(destination, bytes);
        assertEquals(Optional.of("the bytes differ from offset " + (5 * BLOCK + 3) + " on"), difference(true));
    }

    @Test
    void aVersionThatCameMeanwhileIsNotMixedWithTheOneBefore() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        meanwhile = () -> put(destination, new byte[SIZE]);
        assertGivenUp(difference(true));
    }

    @Test
    void whatNothingPinsIsReadFromTheBeginning() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        breaks = 1;
        assertEquals(Optional.empty(), difference(false));
        assertEquals(2, reads);
        assertEquals(SIZE, compared.get());
    }

    @Test
    void whatNothingPinsIsNotReadForEver() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        assertGivenUp(difference(false));
        assertTrue(reads <= DiffSettings.RETRY.attempts() + 1, reads + " attempts");
    }

    @Test
    void aBreakBehindTheLastByteIsNoEnd() throws Exception {
        byte[] bytes = put(source, 2 * BLOCK);
        put(destination, bytes);
        turn = 2 * BLOCK;
        breaks = 1;
        assertEquals(Optional.empty(), difference(true));
        assertEquals(2, reads);
        assertEquals(2 * BLOCK, compared.get());
    }

    @Test
    void anObjectOfWhichNothingComesIsGivenUp() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        turn = 0;
        assertGivenUp(difference(true));
        assertEquals(DiffSettings.RETRY.attempts(), reads);
    }

    private static void assertGivenUp(Optional<String> difference) {
        assertTrue(difference.orElseThrow().startsWith("could not be read: "), difference::toString);
    }

    private Fault breakOff(Request request) {
        if (request.kind() != RequestKind.GET) {
            return Fault.NONE;
        }
        if (reads > 0) {
            meanwhile.run();
        }
        return ++reads <= breaks ? new Fault.BrokenBody(turn) : Fault.NONE;
    }

    private Optional<String> difference(boolean pinned) throws Exception {
        DeepComparison deep = new DeepComparison(source, breaking, true, patience);
        return deep.difference(listed(source, pinned), listed(destination, pinned), compared::addAndGet);
    }

    private static ListedObject listed(ObjectStore store, boolean pinned) throws StorageException {
        ListedObject found =
                store.list(ListRequest.first(KEY.value())).objects().getFirst();
        ObjectStamp stamp = found.stamp();
        return pinned ? found : ListedObject.of(KEY, new ObjectStamp(stamp.size(), ETag.NONE, stamp.lastModified()));
    }

    private static byte[] put(ObjectStore store, int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        put(store, bytes);
        return bytes;
    }

    private static void put(ObjectStore store, byte[] bytes) {
        try {
            store.put(KEY, ObjectMetadata.NONE, WriteOptions.DEFAULT, BytesPayload.of(bytes.clone()));
        } catch (StorageException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectStore bucket(String name) {
        return MemoryCloud.with(FakeClock.atStart(), StoreLimits.AMAZON_S3, 1).createBucket(name);
    }
}
