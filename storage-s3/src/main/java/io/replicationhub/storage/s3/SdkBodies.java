package io.replicationhub.storage.s3;

import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ConnectionFailures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Payloads as the SDK wants bodies: it reads where a payload writes, so that they are held. */
final class SdkBodies {
    private SdkBodies() {}

    static RequestBody of(Asked asked, String endpoint, Payload payload) throws StorageException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(payload.length()));
        try {
            payload.writeTo(bytes);
        } catch (IOException e) {
            throw ConnectionFailures.classify(asked, endpoint, e);
        }
        return RequestBody.fromBytes(bytes.toByteArray());
    }
}
