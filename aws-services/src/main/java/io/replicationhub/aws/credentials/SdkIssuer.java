package io.replicationhub.aws.credentials;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsIssuer;
import io.replicationhub.credentials.IssuedCredentials;
import io.replicationhub.credentials.StorePlace;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Credentials that the AWS SDK finds. Each time the configuration is looked at anew, by a provider of its own. */
final class SdkIssuer implements CredentialsIssuer {
    /** The SDK's words on one profile are a sentence or two. */
    private static final int LONGEST_REASON = 300;

    private final Function<RuntimeException, String> absence;
    private final Supplier<AwsCredentialsProvider> maker;

    /** @param absence what to tell a user where nothing was found */
    private SdkIssuer(Function<RuntimeException, String> absence, Supplier<AwsCredentialsProvider> maker) {
        this.absence = absence;
        this.maker = maker;
    }

    static SdkIssuer profile(String name) {
        return new SdkIssuer(
                e -> "the profile '" + name
                        + "' gives no credentials: looked for it in the files of AWS_CONFIG_FILE and"
                        + " AWS_SHARED_CREDENTIALS_FILE, by default ~/.aws/config and ~/.aws/credentials" + reason(e),
                () -> ProfileCredentialsProvider.create(name));
    }

    static SdkIssuer standard() {
        return new SdkIssuer(
                // The SDK's own words on the whole chain fill a screen.
                e ->
                        "no default credentials were found: looked at AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, the profile"
                                + " of AWS_PROFILE in ~/.aws, a web identity token, and the role of the container or machine",
                () -> DefaultCredentialsProvider.builder().build());
    }

    @Override
    public IssuedCredentials issue() throws StorageException {
        try {
            AwsCredentialsProvider provider = maker.get();
            try {
                return convert(provider.resolveCredentials());
            } finally {
                if (provider instanceof SdkAutoCloseable closeable) {
                    closeable.close();
                }
            }
        } catch (SdkException | IllegalStateException | IllegalArgumentException e) {
            throw new StorageException.Denied(FailureScope.CREDENTIALS, absence.apply(e), e);
        }
    }

    private static String reason(RuntimeException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return "; " + (said.length() <= LONGEST_REASON ? said : said.substring(0, LONGEST_REASON) + "…");
    }

    private static IssuedCredentials convert(AwsCredentials found) {
        Optional<String> token = found instanceof AwsSessionCredentials temporary
                ? Optional.of(temporary.sessionToken())
                : Optional.empty();
        var credentials = new Credentials(found.accessKeyId(), found.secretAccessKey(), token);
        return new IssuedCredentials(credentials, StorePlace.UNSAID, found.expirationTime());
    }
}
