package io.replicationhub.wire.http;

import io.replicationhub.object.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/** A payload as the HTTP library wants a body. */
final class PayloadEntity implements HttpEntity {
    private final Payload payload;

    PayloadEntity(Payload payload) {
        this.payload = payload;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        Counter counter = new Counter(out);
        payload.writeTo(counter);
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
        return true;
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

    /** Counts, so that a payload that breaks its word never becomes an object. */
    private static final class Counter extends OutputStream {
        private final OutputStream out;
        private long written;

        Counter(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }
    }
}
