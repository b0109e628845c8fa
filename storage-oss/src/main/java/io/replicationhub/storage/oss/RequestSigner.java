package io.replicationhub.storage.oss;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.sign.SigningTime;
import java.util.function.BiConsumer;

/** Signs requests for one bucket. Thread-safe. */
interface RequestSigner {
    /** Gives the headers that make the request a signed one, those that the signature covers among them. */
    void sign(StoreRequest request, Credentials credentials, SigningTime time, BiConsumer<String, String> headers);
}
