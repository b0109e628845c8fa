package io.replicationhub.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.pace.Flow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BodyBuffersTest {
    private static final int CHUNK = BodyBuffers.CHUNK_BYTES;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4096, CHUNK - 1, CHUNK, CHUNK + 1, 5 * CHUNK + 77})
    void aBodyComesOutAsItWentIn(int size) throws Exception {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        try (Lease lease = new BodyBuffers(10L * CHUNK).acquire(size)) {
            // Twice: what was held before must not shine through.
            lease.fill(new ByteArrayInputStream(new byte[size]), size, Flow.FREE);
            lease.fill(new Dribble(bytes), size, Flow.FREE);
            for (int again = 0; again < 2; again++) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                lease.writeTo(out);
                assertArrayEquals(bytes, out.toByteArray());
                assertArrayEquals(bytes, lease.toStream().readAllBytes());
            }
            assertEquals(size, lease.length());
            assertEquals((int) crc.getValue(), lease.crc32cRead());
        }
    }

    /** However it is read, as a stream of the JDK over the same bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK, 3 * CHUNK + 77})
    void aHeldBodyIsReadAsAnyOtherStream(int size) throws Exception {
        Random random = new Random(size);
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        try (Lease lease = new BodyBuffers(4L * CHUNK).acquire(size)) {
            lease.fill(new ByteArrayInputStream(bytes), size, Flow.FREE);
            InputStream held = lease.toStream();
            InputStream plain = new ByteArrayInputStream(bytes);
            byte[] one = new byte[2 * CHUNK];
            byte[] other = new byte[2 * CHUNK];
            for (int step = 0; step < 2_000; step++) {
                assertEquals(plain.available(), held.available());
                switch (random.nextInt(5)) {
                    case 0 -> assertEquals(plain.read(), held.read());
                    case 1 -> {
                        int at = random.nextInt(CHUNK);
                        int most = random.nextInt(CHUNK);
                        assertEquals(plain.readNBytes(one, at, most), held.readNBytes(other, at, most));
                        assertArrayEquals(one, other);
                    }
                    case 2 -> {
                        long far = random.nextInt(CHUNK) - 10L;
                        assertEquals(plain.skip(far), held.skip(far));
                    }
                    case 3 -> {
                        plain.mark(size);
                        held.mark(size);
                    }
                    default -> {
                        plain.reset();
                        held.reset();
                    }
                }
            }
        }
    }

    @Test
    void aBodyThatIsTooShortOrTooLongIsRefused() throws Exception {
        try (Lease lease = new BodyBuffers(4L * CHUNK).acquire(100)) {
            assertThrows(EOFException.class, () -> lease.fill(new ByteArrayInputStream(new byte[99]), 100, Flow.FREE));
            assertThrows(
                    Lease.TooLong.class, () -> lease.fill(new ByteArrayInputStream(new byte[101]), 100, Flow.FREE));
        }
    }

    @Test
    void whatCanNeverBeHadIsRefusedAtOnce() {
        BodyBuffers buffers = new BodyBuffers(4L * CHUNK);
        assertThrows(IllegalArgumentException.class, () -> buffers.acquire(4L * CHUNK + 1));
    }

    @Test
    void theBudgetIsNeverExceededAndNobodyIsForgotten() throws Exception {
        int chunks = 16;
        BodyBuffers buffers = new BodyBuffers((long) chunks * CHUNK);
        AtomicLong held = new AtomicLong();
        AtomicLong most = new AtomicLong();
        int threads = 24;
        CountDownLatch ended = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            Random random = new Random(t);
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    for (int i = 0; i < 300; i++) {
                        int wanted = 1 + random.nextInt(chunks);
                        Lease lease = buffers.acquire((long) wanted * CHUNK);
                        most.accumulateAndGet(held.addAndGet(wanted), Math::max);
                        Thread.yield();
                        held.addAndGet(-wanted);
                        lease.close();
                    }
                    ended.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertTrue(ended.await(20, TimeUnit.SECONDS), "somebody waits for ever");
        assertTrue(most.get() <= chunks, "held " + most);
        assertFalse(buffers.isStarved());
        buffers.acquire(buffers.largest()).close();
    }

    @Test
    void whoAskedFirstIsServedFirstAndWhoGivesUpHoldsNobodyUp() throws Exception {
        BodyBuffers buffers = new BodyBuffers(4L * CHUNK);
        Lease most = buffers.acquire(3L * CHUNK);
        CountDownLatch large = new CountDownLatch(1);
        Thread asksForAll = Thread.ofPlatform().daemon().start(() -> take(buffers, 4L * CHUNK, large));
        await(asksForAll);
        CountDownLatch small = new CountDownLatch(1);
        Thread asksForOne = Thread.ofPlatform().daemon().start(() -> take(buffers, CHUNK, small));
        await(asksForOne);
        assertEquals(1, small.getCount(), "it passed the line");
        assertTrue(buffers.isStarved());
        asksForAll.interrupt();
        assertTrue(small.await(10, TimeUnit.SECONDS), "there was room all the time");
        most.close();
        assertEquals(1, large.getCount());
    }

    @Test
    void memoryThatCouldNotBeMadeIsNotTakenForHeld() throws Exception {
        AtomicInteger made = new AtomicInteger();
        BodyBuffers buffers =
                new BodyBuffers(4L * CHUNK, bytes -> made.incrementAndGet() == 3 ? fail() : new byte[bytes]);
        assertThrows(OutOfMemoryError.class, () -> buffers.acquire(buffers.largest()));
        buffers.acquire(buffers.largest()).close();
        // What had been made before is kept.
        assertEquals(5, made.get());
    }

    @Test
    void whoComesAfterOneWhoseMemoryCouldNotBeMadeIsServed() throws Exception {
        AtomicInteger made = new AtomicInteger();
        BodyBuffers buffers =
                new BodyBuffers(4L * CHUNK, bytes -> made.incrementAndGet() == 3 ? fail() : new byte[bytes]);
        Lease two = buffers.acquire(2L * CHUNK);
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread failing = Thread.ofPlatform()
                .daemon()
                .uncaughtExceptionHandler((thread, e) -> thrown.set(e))
                .start(() -> take(buffers, 4L * CHUNK, new CountDownLatch(1)));
        await(failing);
        CountDownLatch served = new CountDownLatch(1);
        Thread next = Thread.ofPlatform().daemon().start(() -> take(buffers, CHUNK, served));
        await(next);
        two.close();
        assertTrue(served.await(10, TimeUnit.SECONDS), "nobody called it");
        failing.join();
        assertInstanceOf(OutOfMemoryError.class, thrown.get());
    }

    @Test
    void whereNoMoreBuffersOutsideTheHeapCanBeMadeThoseThatThereAreGoRound() {
        AtomicInteger made = new AtomicInteger();
        DirectBuffers direct = new DirectBuffers(
                40L * DirectBuffers.BYTES,
                bytes -> made.incrementAndGet() == 2 ? fail() : ByteBuffer.allocateDirect(bytes));
        ByteBuffer first = direct.lend();
        assertNotNull(first);
        assertNull(direct.lend());
        assertNull(direct.lend());
        direct.giveBack(first);
        assertSame(first, direct.lend());
        assertEquals(2, made.get());
    }

    private static <T> T fail() {
        throw new OutOfMemoryError("on purpose");
    }

    private static void take(BodyBuffers buffers, long bytes, CountDownLatch taken) {
        try {
            Lease lease = buffers.acquire(bytes);
            taken.countDown();
            lease.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
    }

    /** Gives a few bytes at a time. */
    private static final class Dribble extends InputStream {
        private final byte[] bytes;
        private int at;

        Dribble(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return at < bytes.length ? bytes[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int most) {
            if (at == bytes.length) {
                return -1;
            }
            int some = Math.min(Math.min(most, 7001), bytes.length - at);
            System.arraycopy(bytes, at, into, offset, some);
            at += some;
            return some;
        }
    }
}
