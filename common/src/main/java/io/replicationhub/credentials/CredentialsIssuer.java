package io.replicationhub.credentials;

import io.replicationhub.object.StorageException;

/** Hands out credentials, at the cost of a request or of reading a file. {@link RenewedCredentials} keeps what it gave. */
@FunctionalInterface
public interface CredentialsIssuer {
    /**
     * Those that are good now, looked up anew at each call; one call at a time.
     *
     * @throws StorageException.Denied with scope CREDENTIALS where there are none to be had; the message says what was
     *     looked for and where, and holds no secret
     * @throws StorageException.Unavailable with scope CREDENTIALS where that could not be found out just now
     */
    IssuedCredentials issue() throws StorageException;
}
