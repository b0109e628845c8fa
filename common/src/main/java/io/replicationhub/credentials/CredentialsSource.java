package io.replicationhub.credentials;

import io.replicationhub.object.StorageException;

/** Gives the credentials that are good now. Calls may be made from many threads, for every request: they must be cheap. */
public interface CredentialsSource {
    /**
     * What to sign with.
     *
     * @throws StorageException.Denied with scope CREDENTIALS where there are none to be had; the message says what was
     *     looked for and where, and holds no secret
     */
    Credentials current() throws StorageException;

    /**
     * A store has said that these have run out: the next {@link #current} looks again instead of giving them from memory.
     * Sources of what cannot change do nothing.
     */
    default void expired(Credentials refused) {}

    /** Always the same. */
    static CredentialsSource of(Credentials credentials) {
        return () -> credentials;
    }
}
