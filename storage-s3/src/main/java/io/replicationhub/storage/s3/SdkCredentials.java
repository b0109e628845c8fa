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
    private final String absence;
    private final Supplier<AwsCredentialsProvider> maker;
    private volatile @Nullable AwsCredentialsProvider provider;

    /** @param absence what to tell a user where nothing was found; the SDK's own words fill a screen */
    private SdkCredentials(String absence, Supplier<AwsCredentialsProvider> maker) {
        this.absence = absence;
        this.maker = maker;
    }

    static SdkCredentials profile(String name) {
        return new SdkCredentials(
                "the profile '" + name + "' gives no credentials: looked for it in the files of AWS_CONFIG_FILE and"
                        + " AWS_SHARED_CREDENTIALS_FILE, by default ~/.aws/config and ~/.aws/credentials",
                () -> ProfileCredentialsProvider.create(name));
    }

    static SdkCredentials standard() {
        return new SdkCredentials(
                "no default credentials were found: looked at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the profile of"
                        + " AWS_PROFILE in ~/.aws, a web identity token, and the role of the container or machine",
                () -> DefaultCredentialsProvider.builder().build());
    }

    @Override
    public Credentials current() throws StorageException {
        try {
            return convert(provider().resolveCredentials());
        } catch (SdkException | IllegalStateException | IllegalArgumentException e) {
            throw new StorageException.Denied(FailureScope.CREDENTIALS, absence, e);
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
