package io.replicationhub.wire.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.object.Payload;
import io.replicationhub.wire.text.Checksums;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkedPayloadTest {
    private static final int CHUNK = ChunkedPayload.CHUNK;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 12_345})
    void whatIsSentIsWhatWasMeantAsLongAsWasSaidAndWithItsChecksum(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        ChunkedPayload chunks = new ChunkedPayload(new Pieces(bytes, bytes.length, 50_000));
        assertEquals(size, chunks.decodedLength());
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        chunks.writeTo(sent);
        assertEquals(chunks.length(), sent.size());

        Reader reader = new Reader(sent.toByteArray());
        ByteArrayOutputStream meant = new ByteArrayOutputStream();
        for (int chunk = Integer.parseInt(reader.line(), 16); chunk > 0; ) {
            meant.write(reader.bytes(chunk));
            assertEquals("", reader.line());
            chunk = Integer.parseInt(reader.line(), 16);
        }
        assertArrayEquals(bytes, meant.toByteArray());
        assertEquals("x-amz-checksum-crc32c:" + Checksums.base64(crc(bytes)), reader.line());
        assertEquals("", reader.line());
        assertEquals(0, reader.left());
    }

    @Test
    void aBodyThatIsNotAsLongAsItSaysBreaksOff() {
        byte[] bytes = new byte[1_000];
        ChunkedPayload tooShort = new ChunkedPayload(new Pieces(bytes, 1_001, 300));
        assertThrows(IOException.class, () -> tooShort.writeTo(OutputStream.nullOutputStream()));
        ChunkedPayload tooLong = new ChunkedPayload(new Pieces(bytes, 999, 300));
        assertThrows(IOException.class, () -> tooLong.writeTo(OutputStream.nullOutputStream()));
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** Bytes as they come from a connection. */
    private record Pieces(byte[] bytes, long length, int piece) implements Payload {
        @Override
        public OptionalInt crc32c() {
            return OptionalInt.of(crc(bytes));
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            for (int at = 0; at < bytes.length; at += piece) {
                out.write(bytes, at, Math.min(piece, bytes.length - at));
            }
        }
    }

    /** Reads what was sent as a server would. */
    private static final class Reader {
        private final byte[] sent;
        private int at;

        Reader(byte[] sent) {
            this.sent = sent;
        }

        String line() {
            int end = at;
            while (sent[end] != '\r' || sent[end + 1] != '\n') {
                end++;
            }
            String line = new String(sent, at, end - at, StandardCharsets.US_ASCII);
            at = end + 2;
            return line;
        }

        byte[] bytes(int count) {
            at += count;
            return Arrays.copyOfRange(sent, at - count, at);
        }

        int left() {
            return sent.length - at;
        }
    }
}
