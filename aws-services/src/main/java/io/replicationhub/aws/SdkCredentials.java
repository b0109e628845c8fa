package io.replicationhub.aws;

import io.replicationhub.aws.credentials.CredentialsSources;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.StorageException;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What our credentials are to the SDK. */
public final class SdkCredentials {
    private SdkCredentials() {}

    static AwsCredentialsProvider provider(CredentialsReference reference, Map<String, String> environment)
            throws StorageException {
        if (reference instanceof CredentialsReference.Default) {
            return DefaultCredentialsProvider.builder().build();
        }
        CredentialsSource source = CredentialsSources.open(reference, environment);
        if (reference instanceof CredentialsReference.Environment
                || reference instanceof CredentialsReference.JsonFile) {
            // It costs no request to see now that they are not there.
            var unused = source.current();
        }
        return provider(source);
    }

    /** Asks the source at every request; a failure of it becomes an {@link SdkClientException} with its sentence. */
    public static AwsCredentialsProvider provider(CredentialsSource source) {
        return () -> resolve(source);
    }

    private static AwsCredentials resolve(CredentialsSource source) {
        try {
            return convert(source.current());
        } catch (StorageException e) {
            throw SdkClientException.create(e.getMessage(), e);
        }
    }

    private static AwsCredentials convert(Credentials credentials) {
        if (credentials.isAnonymous()) {
            return AnonymousCredentialsProvider.create().resolveCredentials();
        }
        return credentials
                .sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(credentials.accessKey(), credentials.secretKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
    }
}
