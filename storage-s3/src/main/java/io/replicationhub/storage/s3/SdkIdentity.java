package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** Gives the SDK the credentials that were last set. Thread-safe. */
final class SdkIdentity implements AwsCredentialsProvider {
    private volatile Held held;

    SdkIdentity(Credentials credentials) {
        held = new Held(credentials, convert(credentials));
    }

    /** Sets the credentials. */
    void renew(Credentials credentials) {
        if (!held.ours.equals(credentials)) {
            held = new Held(credentials, convert(credentials));
        }
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return held.theirs;
    }

    private static AwsCredentials convert(Credentials credentials) {
        if (credentials.isAnonymous()) {
            return software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider.create()
                    .resolveCredentials();
        }
        return credentials
                .sessionToken()
                .<AwsCredentials>map(
                        token -> AwsSessionCredentials.create(credentials.accessKey(), credentials.secretKey(), token))
                .orElseGet(() -> AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
    }

    private record Held(Credentials ours, AwsCredentials theirs) {}
}
