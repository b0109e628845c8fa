package io.replicationhub.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.checksum.RunningChecksum;
import io.replicationhub.object.BodyInput;
import io.replicationhub.object.BodyOutput;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.pace.Flow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same body comes out whichever way it goes, and by the way that copies least where both ends have it. */
class PassingBodyTest {
    private static final int PIECE = DirectBuffers.BYTES;
    /** Of which there is one direct buffer. */
    private final BodyBuffers buffers = new BodyBuffers(4L * PIECE);

    @ParameterizedTest
    @ValueSource(ints = {1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 77})
    void bytesGoFromConnectionToConnectionByADirectBuffer(int size) throws Exception {
        byte[] bytes = random(size);
        Source source = new Source(bytes, true);
        Sink sink = new Sink(true);
        try (Lease buffer = buffers.acquire(BodyBuffers.CHUNK_BYTES)) {
            PassingBody body = PassingBody.range(reading(source, size), buffer, Flow.FREE, Optional.empty());
            body.writeTo(sink);
            assertEquals(crc(bytes), body.crc32cSent());
            assertEquals(crc(bytes), body.crc32c().getAsInt());
        }
        assertArrayEquals(bytes, sink.received());
        assertTrue(source.direct > 0 && source.inArrays == 0, source::toString);
        assertTrue(sink.direct > 0 && sink.inArrays == 0, sink::toString);
    }

    @ParameterizedTest
    @CsvSource({"false, false, false", "true, false, false", "false, true, false", "true, true, true"})
    void anArrayServesWhereEitherEndOrAnotherChecksumWantsOne(boolean in, boolean out, boolean checked)
            throws Exception {
        byte[] bytes = random(PIECE + 77);
        Source source = new Source(bytes, in);
        Sink sink = new Sink(out);
        Optional<RunningChecksum> running =
                checked ? Optional.of(RunningChecksum.of(ChecksumKind.SHA256)) : Optional.empty();
        try (Lease buffer = buffers.acquire(BodyBuffers.CHUNK_BYTES)) {
            PassingBody.range(reading(source, bytes.length), buffer, Flow.FREE, running)
                    .writeTo(sink);
        }
        assertArrayEquals(bytes, sink.received());
        assertEquals(0, source.direct + sink.direct);
        if (running.isPresent()) {
            RunningChecksum expected = RunningChecksum.of(ChecksumKind.SHA256);
            expected.update(bytes, 0, bytes.length);
            assertEquals(expected.value(), running.get().value());
        }
    }

    @Test
    void whoGetsNoDirectBufferTakesAnArray() throws Exception {
        byte[] bytes = random(3 * PIECE);
        Source between = new Source(bytes, true);
        Source after = new Source(bytes, true);
        try (Lease first = buffers.acquire(BodyBuffers.CHUNK_BYTES);
                Lease second = buffers.acquire(BodyBuffers.CHUNK_BYTES)) {
            assertTrue(first.passage(true).isDirect());
            pass(between, second);
            assertEquals(0, between.direct);
        }
        try (Lease third = buffers.acquire(BodyBuffers.CHUNK_BYTES)) {
            pass(after, third);
        }
        assertTrue(after.direct > 0, "it was not given back");
    }

    private static void pass(Source source, Lease buffer) throws IOException {
        Sink sink = new Sink(true);
        PassingBody.range(reading(source, source.bytes.length), buffer, Flow.FREE, Optional.empty())
                .writeTo(sink);
        assertArrayEquals(source.bytes, sink.received());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatEndsEarlyBreaksOff(boolean direct) throws Exception {
        Source source = new Source(random(PIECE), direct);
        Sink sink = new Sink(direct);
        try (Lease buffer = buffers.acquire(BodyBuffers.CHUNK_BYTES)) {
            PassingBody body = PassingBody.range(reading(source, PIECE + 1), buffer, Flow.FREE, Optional.empty());
            assertThrows(EOFException.class, () -> body.writeTo(sink));
            assertTrue(body.unreadable().isPresent());
            assertTrue(body.crc32c().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastBytesOfABodyThatGoesOnAreNotWritten(boolean direct) throws Exception {
        Source source = new Source(random(3 * PIECE + 1), direct);
        Sink sink = new Sink(direct);
        try (Lease buffer = buffers.acquire(BodyBuffers.CHUNK_BYTES)) {
            PassingBody body = PassingBody.range(reading(source, 3 * PIECE), buffer, Flow.FREE, Optional.empty());
            assertThrows(Lease.TooLong.class, () -> body.writeTo(sink));
        }
        assertTrue(sink.received().length < 3 * PIECE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theLastBytesOfABodyThatIsNotWhatTheSourcePublishesAreNotWritten(boolean direct) throws Exception {
        byte[] bytes = random(3 * PIECE);
        PublishedChecksum wrong = PublishedChecksum.of(ChecksumKind.CRC32C, crc(bytes) + 1);
        Source source = new Source(bytes, direct);
        Sink sink = new Sink(direct);
        try (Lease buffer = buffers.acquire(BodyBuffers.CHUNK_BYTES)) {
            PassingBody body = PassingBody.whole(reading(source, bytes.length, List.of(wrong)), buffer, Flow.FREE);
            assertThrows(Mismatch.class, () -> body.writeTo(sink));
        }
        assertTrue(sink.received().length < 3 * PIECE);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static ObjectReading reading(Source source, long length) {
        return reading(source, length, List.of());
    }

    private static ObjectReading reading(Source source, long length, List<PublishedChecksum> checksums) {
        ObjectStamp stamp = new ObjectStamp(length, new ETag("tag"), Instant.EPOCH);
        ObjectHead head = ObjectHead.of(stamp, ObjectMetadata.NONE, "");
        ObjectHead told = head.with(head.archive(), checksums);
        return new ObjectReading() {
            @Override
            public ObjectHead head() {
                return told;
            }

            @Override
            public long length() {
                return length;
            }

            @Override
            public InputStream body() {
                return source;
            }

            @Override
            public void close() {}
        };
    }

    /** Gives less than is asked for, as connections do. */
    private static final class Source extends BodyInput {
        private final byte[] bytes;
        private final boolean capable;
        private final ByteArrayInputStream in;
        private int direct;
        private int inArrays;

        Source(byte[] bytes, boolean capable) {
            this.bytes = bytes;
            this.capable = capable;
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public boolean isDirect() {
            return capable;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            inArrays++;
            return in.read(into, offset, Math.min(length, 50_000));
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (!into.isDirect()) {
                return super.read(into);
            }
            direct++;
            byte[] some = new byte[Math.min(into.remaining(), 70_000)];
            int read = in.read(some);
            if (read > 0) {
                into.put(some, 0, read);
            }
            return read;
        }

        @Override
        public String toString() {
            return direct + " direct, " + inArrays + " in arrays";
        }
    }

    private static final class Sink extends BodyOutput {
        private final boolean capable;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private int direct;
        private int inArrays;

        Sink(boolean capable) {
            this.capable = capable;
        }

        byte[] received() {
            return out.toByteArray();
        }

        @Override
        public boolean isDirect() {
            return capable;
        }

        @Override
        public void write(int b) {
            out.write(b);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            inArrays++;
            out.write(from, offset, length);
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            if (!from.isDirect()) {
                super.write(from);
                return;
            }
            direct++;
            byte[] some = new byte[from.remaining()];
            from.get(some);
            out.write(some);
        }

        @Override
        public String toString() {
            return direct + " direct, " + inArrays + " in arrays";
        }
    }
}
