package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.plan.DiffSettings;
import io.replicationhub.plan.Patience;
import io.replicationhub.testkit.BytesPayload;
import io.replicationhub.testkit.FakeClock;
import io.replicationhub.testkit.memory.MemoryCloud;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private final BreakingStore breaking = new BreakingStore(destination);
    private final AtomicLong now = new AtomicLong();
    private final AtomicLong compared = new AtomicLong();

    /** More often than an attempt is made again. */
    @Test
    void aBodyThatBreaksOffIsReadOnFromThere() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        breaking.turn = TURN;
        assertEquals(Optional.empty(), difference(true));
        assertEquals(
                List.of(0, 3, 6, 9, 12, 15, 18),
                breaking.offsets.stream().map(offset -> (int) (offset / BLOCK)).toList());
        assertEquals(SIZE, compared.get());
        assertEquals(0, now.get(), "it waited though it got on");
    }

    @Test
    void whatDiffersBehindABreakIsToldByItsPlaceInTheObject() throws Exception {
        byte[] bytes = put(source, SIZE);
        bytes[5 * BLOCK + 3]++;
        put(destination, bytes);
        breaking.turn = TURN;
        assertEquals(Optional.of("the bytes differ from offset " + (5 * BLOCK + 3) + " on"), difference(true));
    }

    @Test
    void aVersionThatCameMeanwhileIsNotMixedWithTheOneBefore() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        breaking.turn = TURN;
        breaking.meanwhile = () -> put(destination, new byte[SIZE]);
        Optional<String> difference = difference(true);
        assertTrue(difference.orElseThrow().startsWith("could not be read: "), difference::toString);
    }

    @Test
    void whatNothingPinsIsReadFromTheBeginning() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        breaking.turn = TURN;
        breaking.breaks = 1;
        assertEquals(Optional.empty(), difference(false));
        assertEquals(List.of(0L, 0L), breaking.offsets);
        assertEquals(SIZE, compared.get());
    }

    @Test
    void whatNothingPinsIsNotReadForEver() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        breaking.turn = TURN;
        assertEquals(Optional.of("could not be read: reset"), difference(false));
        assertTrue(breaking.offsets.size() <= DiffSettings.RETRY.attempts() + 1, breaking.offsets::toString);
    }

    @Test
    void aBreakBehindTheLastByteIsNoEnd() throws Exception {
        byte[] bytes = put(source, 2 * BLOCK);
        put(destination, bytes);
        breaking.turn = 2 * BLOCK;
        breaking.breaks = 1;
        assertEquals(Optional.empty(), difference(true));
        assertEquals(List.of(0L, 0L), breaking.offsets);
        assertEquals(2 * BLOCK, compared.get());
    }

    @Test
    void anObjectOfWhichNothingComesIsGivenUp() throws Exception {
        byte[] bytes = put(source, SIZE);
        put(destination, bytes);
        breaking.turn = 0;
        patience.heard();
        assertEquals(Optional.of("could not be read: reset"), difference(true));
        assertEquals(DiffSettings.RETRY.attempts(), breaking.offsets.size());
    }

    private final Patience patience = new Patience(new DiffSettings(
            1,
            1,
            DiffSettings.RETRY,
            pause -> now.addAndGet(pause.toNanos()),
            new Random(1),
            Path.of("."),
            Duration.ZERO,
            now::get));

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

    /** Its bodies break off after so many bytes. */
    private static final class BreakingStore extends ForwardingStore {
        final List<Long> offsets = new ArrayList<>();
        int turn = Integer.MAX_VALUE;
        int breaks = Integer.MAX_VALUE;
        Runnable meanwhile = () -> {};

        BreakingStore(ObjectStore inner) {
            super(inner);
        }

        @Override
        public ObjectReading open(ReadRequest request) throws StorageException {
            offsets.add(request.range().map(range -> range.offset()).orElse(0L));
            ObjectReading whole = super.open(request);
            if (offsets.size() > breaks) {
                return whole;
            }
            InputStream body = new Breaking(whole.body(), turn, meanwhile);
            return new ObjectReading() {
                @Override
                public ObjectHead head() {
                    return whole.head();
                }

                @Override
                public long length() {
                    return whole.length();
                }

                @Override
                public InputStream body() {
                    return body;
                }

                @Override
                public void close() {
                    whole.close();
                }
            };
        }
    }

    private static final class Breaking extends FilterInputStream {
        private final Runnable meanwhile;
        private int left;

        Breaking(InputStream in, int left, Runnable meanwhile) {
            super(in);
            this.left = left;
            this.meanwhile = meanwhile;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) {
                meanwhile.run();
                throw new IOException("reset");
            }
            int n = super.read(to, offset, Math.min(length, left));
            left -= Math.max(n, 0);
            return n;
        }
    }
}
