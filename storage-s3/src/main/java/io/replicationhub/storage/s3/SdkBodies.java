package io.replicationhub.storage.s3;

import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ConnectionFailures;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** Payloads as the SDK wants bodies: it reads where a payload writes, perhaps more than once. */
final class SdkBodies {
    private static final String ANY = "application/octet-stream";

    private SdkBodies() {}

    /** @throws StorageException where the payload cannot be read */
    static RequestBody of(Asked asked, String endpoint, Payload payload) throws StorageException {
        try {
            return RequestBody.fromContentProvider(new Held(payload, payload.toStream()), payload.length(), ANY);
        } catch (IOException e) {
            throw ConnectionFailures.classify(asked, endpoint, e);
        }
    }

    /** From its beginning each time; the first time without beginning anew. */
    private static final class Held implements ContentStreamProvider {
        private final Payload payload;
        private final InputStream first;
        private boolean begun;

        Held(Payload payload, InputStream first) {
            this.payload = payload;
            this.first = first;
        }

        @Override
        public synchronized InputStream newStream() {
            if (!begun) {
                begun = true;
                return first;
            }
            try {
                return payload.toStream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
