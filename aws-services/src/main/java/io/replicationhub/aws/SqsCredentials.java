package io.replicationhub.aws;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.EnvironmentCredentials;
import io.replicationhub.credentials.FileCredentials;
import io.replicationhub.object.StorageException;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** What a reference to credentials is to the SDK. */
final class SqsCredentials {
    private SqsCredentials() {}

    static AwsCredentialsProvider provider(CredentialsReference reference, Map<String, String> environment)
            throws StorageException {
        return switch (reference) {
            case CredentialsReference.Default standard ->
                DefaultCredentialsProvider.builder().build();
            case CredentialsReference.Anonymous anonymous -> AnonymousCredentialsProvider.create();
            case CredentialsReference.Profile profile -> ProfileCredentialsProvider.create(profile.name());
            case CredentialsReference.Environment variables ->
                fixed(EnvironmentCredentials.source(variables.prefix(), environment)
                        .current());
            case CredentialsReference.JsonFile file -> fixed(new FileCredentials(file.path()).current());
        };
    }

    private static AwsCredentialsProvider fixed(Credentials credentials) {
        return StaticCredentialsProvider.create(
                credentials.sessionToken().isPresent()
                        ? AwsSessionCredentials.create(
                                credentials.accessKey(),
                                credentials.secretKey(),
                                credentials.sessionToken().get())
                        : AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey()));
    }
}
