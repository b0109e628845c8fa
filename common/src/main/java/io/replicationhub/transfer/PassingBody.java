package io.replicationhub.transfer;

import io.replicationhub.checksum.RunningChecksum;
import io.replicationhub.object.BodyInput;
import io.replicationhub.object.BodyOutput;
import io.replicationhub.object.ChecksumKind;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.Payload;
import io.replicationhub.object.PublishedChecksum;
import io.replicationhub.pace.Flow;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.CRC32C;

/**
 * A body that is written while it is read, through a small buffer. The last bytes are written only when it is known that
 * the source ends there, so that a body that is not as it was announced never becomes an object. For one thread.
 */
final class PassingBody implements Payload {
    private final ObjectReading reading;
    private final Lease buffer;
    private final Flow flow;
    private final CRC32C crc = new CRC32C();
    private final Optional<PublishedChecksum> expected;
    /** Of what is expected, where that is no CRC-32C; or another's, of a range. */
    private final Optional<RunningChecksum> running;

    private boolean begun;
    private boolean written;
    private Optional<IOException> unreadable = Optional.empty();

    /** The whole of an object, held against what the source publishes of it. */
    static PassingBody whole(ObjectReading reading, Lease buffer, Flow flow) {
        Optional<PublishedChecksum> expected =
                SourceProof.SPARED.choose(reading.head().checksums());
        Optional<RunningChecksum> running = expected.map(PublishedChecksum::kind)
                .filter(kind -> kind != ChecksumKind.CRC32C)
                .map(RunningChecksum::of);
        return new PassingBody(reading, buffer, flow, expected, running);
    }

    /** A range of an object; {@code running} is told of its bytes. */
    static PassingBody range(ObjectReading reading, Lease buffer, Flow flow, Optional<RunningChecksum> running) {
        return new PassingBody(reading, buffer, flow, Optional.empty(), running);
    }

    private PassingBody(
            ObjectReading reading,
            Lease buffer,
            Flow flow,
            Optional<PublishedChecksum> expected,
            Optional<RunningChecksum> running) {
        this.expected = expected;
        this.running = running;
        this.reading = reading;
        this.buffer = buffer;
        this.flow = flow;
    }

    @Override
    public long length() {
        return reading.length();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public OptionalInt crc32c() {
        return written ? OptionalInt.of(crc32cSent()) : OptionalInt.empty();
    }

    /** Of what was sent. */
    int crc32cSent() {
        return (int) crc.getValue();
    }

    /** Why the source could not be read to its end. Where it could, what failed has failed at the destination. */
    Optional<IOException> unreadable() {
        return unreadable;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (begun) {
            throw new IOException("this body was passed on before and is gone");
        }
        begun = true;
        BodyInput from = BodyInput.of(reading.body());
        BodyOutput to = BodyOutput.of(out);
        ByteBuffer bytes = buffer.passage(from.isDirect() && to.isDirect() && running.isEmpty());
        long left = length();
        while (left > 0) {
            fill(bytes.clear(), from, left);
            left -= bytes.remaining();
            to.write(bytes);
        }
        written = true;
    }

    /** Reads the next bytes, as many as the buffer takes; of the last ones, that they are the last. */
    private void fill(ByteBuffer bytes, BodyInput from, long left) throws IOException {
        try {
            int read = from.read(bytes.limit((int) Math.min(bytes.capacity(), left)));
            if (read < 0) {
                throw new EOFException("the body ended " + left + " bytes before its end");
            }
            if (read == left && from.read() >= 0) {
                throw new Lease.TooLong("the body went on after " + length() + " bytes");
            }
            crc.update(bytes.flip());
            bytes.rewind();
            if (running.isPresent()) {
                running.get().update(bytes.array(), 0, read);
            }
            if (read == left) {
                check();
            }
            flow.passed(read);
        } catch (IOException e) {
            unreadable = Optional.of(e);
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Before the last bytes are written: without them the destination makes no object. */
    private void check() throws Mismatch {
        if (expected.isPresent()) {
            PublishedChecksum read = running.isPresent()
                    ? running.get().value()
                    : PublishedChecksum.of(ChecksumKind.CRC32C, crc32cSent());
            if (!read.equals(expected.get())) {
                throw new Mismatch(read, expected.get());
            }
        }
    }
}
