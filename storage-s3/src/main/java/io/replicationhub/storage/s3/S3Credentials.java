package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.credentials.EnvironmentCredentials;
import io.replicationhub.credentials.FileCredentials;
import io.replicationhub.object.StorageException;
import java.util.Map;
import java.util.Optional;

/** Finds the credentials that a reference stands for. The AWS SDK is loaded for profiles and for its default chain only. */
public final class S3Credentials {
    private static final String AWS = "AWS";

    private S3Credentials() {}

    /**
     * The source. Only the environment is looked at now; everything else at the first use.
     *
     * @throws StorageException.Denied for {@code default} where half of the variables is set
     */
    public static CredentialsSource source(CredentialsReference reference, Map<String, String> environment)
            throws StorageException {
        return switch (reference) {
            case CredentialsReference.Anonymous anonymous -> CredentialsSource.of(Credentials.ANONYMOUS);
            case CredentialsReference.JsonFile file -> new FileCredentials(file.path());
            case CredentialsReference.Environment variables ->
                EnvironmentCredentials.source(variables.prefix(), environment);
            case CredentialsReference.Profile profile -> SdkCredentials.profile(profile.name());
            case CredentialsReference.Default standard -> standard(environment);
        };
    }

    private static CredentialsSource standard(Map<String, String> environment) throws StorageException {
        Optional<Credentials> set = EnvironmentCredentials.read(AWS, environment);
        return set.isPresent() ? CredentialsSource.of(set.get()) : SdkCredentials.standard();
    }
}
