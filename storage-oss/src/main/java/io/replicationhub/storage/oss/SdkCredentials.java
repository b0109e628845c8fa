package io.replicationhub.storage.oss;

import com.aliyun.sdk.service.oss2.credentials.Credentials;
import com.aliyun.sdk.service.oss2.credentials.CredentialsProvider;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;

/** Our credentials as the SDK asks for them, which cannot be told why there are none. Thread-safe. */
final class SdkCredentials implements CredentialsProvider {
    private final CredentialsSource source;

    SdkCredentials(CredentialsSource source) {
        this.source = source;
    }

    /** What the SDK will sign with; throws what it could not pass on. */
    io.replicationhub.credentials.Credentials current() throws StorageException {
        return source.current();
    }

    /** Whether there are others than those that were refused. */
    boolean areNewerThan(io.replicationhub.credentials.Credentials refused) throws StorageException {
        source.expired(refused);
        return !source.current().equals(refused);
    }

    @Override
    public Credentials getCredentials() {
        try {
            io.replicationhub.credentials.Credentials ours = source.current();
            return new Credentials(
                    ours.accessKey(), ours.secretKey(), ours.sessionToken().orElse(""));
        } catch (StorageException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
