package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Credentials that the AWS SDK finds and keeps fresh. Thread-safe. */
final class SdkCredentials implements CredentialsSource {
    private final String what;
    private final Supplier<AwsCredentialsProvider> maker;
    private volatile @Nullable AwsCredentialsProvider provider;

    private SdkCredentials(String what, Supplier<AwsCredentialsProvider> maker) {
        this.what = what;
        this.maker = maker;
    }

    static SdkCredentials profile(String name) {
        return new SdkCredentials("profile " + name, () -> ProfileCredentialsProvider.create(name));
    }

    static SdkCredentials standard() {
        return new SdkCredentials(
                "the default chain", () -> DefaultCredentialsProvider.builder().build());
    }

    @Override
    public Credentials current() throws StorageException {
        try {
            return convert(provider().resolveCredentials());
        } catch (SdkException | IllegalStateException | IllegalArgumentException e) {
            throw new StorageException.Denied(
                    FailureScope.CREDENTIALS, "no credentials by " + what + ": " + e.getMessage(), e);
        }
    }

    /** The next use looks at the configuration anew. */
    @Override
    public void expired(Credentials refused) {
        provider = null;
    }

    private AwsCredentialsProvider provider() {
        AwsCredentialsProvider known = provider;
        if (known == null) {
            synchronized (this) {
                known = provider;
                if (known == null) {
                    known = maker.get();
                    provider = known;
                }
            }
        }
        return known;
    }

    private static Credentials convert(AwsCredentials credentials) {
        Optional<String> token = credentials instanceof AwsSessionCredentials temporary
                ? Optional.of(temporary.sessionToken())
                : Optional.empty();
        return new Credentials(credentials.accessKeyId(), credentials.secretAccessKey(), token);
    }
}
