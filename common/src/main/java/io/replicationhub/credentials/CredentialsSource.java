package io.replicationhub.credentials;

import io.replicationhub.object.StorageException;

/** Gives the credentials that are good now. Calls may be made from many threads, for every request: they must be cheap. */
public interface CredentialsSource {
    /**
     * What to sign with.
     *
     * @throws StorageException.Denied with scope CREDENTIALS where there are none to be had; the message says what was
     *     looked for and where, and holds no secret
     * @throws StorageException.Unavailable with scope CREDENTIALS where that could not be found out just now
     */
    Credentials current() throws StorageException;

    /**
     * A store has said that these have run out, or that it does not know them: the next {@link #current} looks again
     * instead of giving them from memory. Of what is no longer current nothing comes, and sources of what cannot change do
     * nothing.
     */
    default void expired(Credentials refused) {}

    /**
     * Where the store is that these credentials are for, as far as the document says that they stand in; looked at as
     * {@link #current} is.
     */
    default StorePlace place() throws StorageException {
        return StorePlace.UNSAID;
    }

    /** Always the same. */
    static CredentialsSource of(Credentials credentials) {
        return () -> credentials;
    }
}
