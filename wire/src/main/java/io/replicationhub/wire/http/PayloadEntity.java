package io.replicationhub.wire.http;

import io.replicationhub.object.BodyOutput;
import io.replicationhub.object.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** A payload as the HTTP library wants a body. */
final class PayloadEntity implements HttpEntity {
    private final Payload payload;
    private boolean missing;
    private boolean begun;

    PayloadEntity(Payload payload) {
        this.payload = payload;
    }

    /** Whether it was itself that could not be had, while all that there was of it could be sent. */
    boolean isMissing() {
        return missing;
    }

    /** Whether it can no longer be written. */
    boolean isGone() {
        return begun && !payload.isRepeatable();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        begun = true;
        Counter counter = new Counter(out);
        try {
            payload.writeTo(counter);
        } catch (IOException e) {
            missing = !counter.failed;
            throw e;
        }
        if (counter.written != payload.length()) {
            throw new IOException("a payload of " + payload.length() + " bytes wrote " + counter.written);
        }
    }

    @Override
    public long getContentLength() {
        return payload.length();
    }

    @Override
    public boolean isRepeatable() {
        return payload.isRepeatable();
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("payloads are written, not read");
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public @Nullable Supplier<List<? extends Header>> getTrailers() {
        return null;
    }

    @Override
    public @Nullable String getContentType() {
        return null;
    }

    @Override
    public @Nullable String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    @Override
    public void close() {}

    /** Counts, so that a payload that breaks its word never becomes an object; and knows whether the other side failed. */
    private static final class Counter extends BodyOutput {
        private final BodyOutput out;
        private long written;
        private boolean failed;

        Counter(OutputStream out) {
            this.out = BodyOutput.of(out);
        }

        @Override
        public boolean isDirect() {
            return out.isDirect();
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            write(ByteBuffer.wrap(bytes, offset, length));
        }

        @Override
        public void write(ByteBuffer from) throws IOException {
            int length = from.remaining();
            failed = true;
            out.write(from);
            failed = false;
            written += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
