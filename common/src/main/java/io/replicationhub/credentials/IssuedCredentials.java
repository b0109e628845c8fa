package io.replicationhub.credentials;

import java.time.Instant;
import java.util.Optional;

/**
 * Credentials as they were handed out.
 *
 * @param place of the store that they are for
 * @param expiry when they run out; empty where nobody said
 */
public record IssuedCredentials(Credentials credentials, StorePlace place, Optional<Instant> expiry) {

    public static IssuedCredentials of(Credentials credentials) {
        return new IssuedCredentials(credentials, StorePlace.UNSAID, Optional.empty());
    }

    public IssuedCredentials until(Instant end) {
        return new IssuedCredentials(credentials, place, Optional.of(end));
    }
}
