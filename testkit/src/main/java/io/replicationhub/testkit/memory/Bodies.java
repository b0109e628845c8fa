package io.replicationhub.testkit.memory;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.Payload;
import io.replicationhub.object.StorageException;
import io.replicationhub.testkit.Digests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Takes bodies in as a server does: measures and checks them before anything is kept. */
final class Bodies {
    private Bodies() {}

    static byte[] receive(ObjectKey key, Payload payload, long most) throws StorageException {
        if (payload.length() > most) {
            throw new StorageException.Rejected(
                    FailureScope.OBJECT, "EntityTooLarge: " + payload.length() + " bytes for " + key, null);
        }
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            payload.writeTo(received);
        } catch (IOException e) {
            throw new StorageException.Unavailable(FailureScope.OBJECT, "the body for " + key + " broke off", e);
        }
        byte[] body = received.toByteArray();
        if (body.length != payload.length()) {
            throw new StorageException.Corrupt(
                    "IncompleteBody: " + body.length + " of " + payload.length() + " bytes for " + key, null);
        }
        if (payload.crc32c().isPresent()
                && Digests.crc32c(body) != payload.crc32c().getAsInt()) {
            throw new StorageException.Corrupt("BadDigest: CRC-32C of the body for " + key, null);
        }
        return body;
    }
}
