package io.replicationhub.aws.credentials;

import io.replicationhub.credentials.CredentialsJson;
import io.replicationhub.credentials.IssuedCredentials;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.util.Optional;

/** Reads the documents that secret stores hold. */
final class Documents {
    private Documents() {}

    /** @param what the document is called */
    static IssuedCredentials parse(String what, Optional<String> text) throws StorageException {
        if (text.isEmpty()) {
            throw new StorageException.Denied(FailureScope.CREDENTIALS, what + " holds no text", null);
        }
        try {
            return CredentialsJson.parse(text.get());
        } catch (IllegalArgumentException e) {
            throw new StorageException.Denied(FailureScope.CREDENTIALS, what + ' ' + e.getMessage(), e);
        }
    }
}
