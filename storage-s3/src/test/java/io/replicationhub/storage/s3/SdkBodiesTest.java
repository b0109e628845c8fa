package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.Payload;
import io.replicationhub.wire.Asked;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

class SdkBodiesTest {
    private static final byte[] BYTES = {1, 2, 3};

    /** A second copy would be memory that nobody counts: bodies are as large as the memory given allows. */
    @Test
    void aHeldBodyIsReadWhereItIsAndAsOftenAsTheSdkLikes() throws Exception {
        RequestBody body = SdkBodies.of(new Asked("PUT", "bucket", new ObjectKey("k")), "endpoint", new Held());
        assertEquals(BYTES.length, body.optionalContentLength().orElseThrow());
        for (int again = 0; again < 2; again++) {
            assertArrayEquals(BYTES, body.contentStreamProvider().newStream().readAllBytes());
        }
    }

    private static final class Held implements Payload {
        @Override
        public long length() {
            return BYTES.length;
        }

        @Override
        public OptionalInt crc32c() {
            return OptionalInt.empty();
        }

        @Override
        public void writeTo(OutputStream out) {
            throw new AssertionError("it is copied");
        }

        @Override
        public InputStream toStream() {
            return new ByteArrayInputStream(BYTES);
        }
    }
}
