package io.replicationhub.aws.credentials;

import io.replicationhub.aws.call.Api;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsIssuer;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsReference.AskedBy;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.credentials.EnvironmentCredentials;
import io.replicationhub.credentials.FileCredentials;
import io.replicationhub.credentials.RenewedCredentials;
import io.replicationhub.object.StorageException;
import io.replicationhub.retry.Sleeper;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Finds the credentials that a reference stands for. No class of the AWS SDK is loaded where none is needed. */
public final class CredentialsSources {
    private static final String AWS = "AWS";

    private final Map<String, String> environment;
    private final InstantSource clock;
    private final Sleeper sleeper;

    CredentialsSources(Map<String, String> environment, InstantSource clock, Sleeper sleeper) {
        this.environment = environment;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * The source. Only the environment is looked at now; everything else at the first use.
     *
     * @throws StorageException.Denied for {@code default} where half of the variables is set
     */
    public static CredentialsSource open(CredentialsReference reference, Map<String, String> environment)
            throws StorageException {
        return new CredentialsSources(environment, InstantSource.system(), Sleeper.REAL).open(reference);
    }

    CredentialsSource open(CredentialsReference reference) throws StorageException {
        return reference instanceof CredentialsReference.Environment variables
                ? variables(variables)
                : openRarer(reference);
    }

    /** Apart, because the first switch over kinds that a run meets takes a tenth of its start. */
    private CredentialsSource openRarer(CredentialsReference reference) throws StorageException {
        return switch (reference) {
            case CredentialsReference.Anonymous anonymous -> CredentialsSource.of(Credentials.ANONYMOUS);
            case CredentialsReference.JsonFile file -> FileCredentials.source(file.path(), clock);
            case CredentialsReference.Environment variables -> variables(variables);
            case CredentialsReference.Profile profile -> renewed(reference, SdkIssuer.profile(profile.name()));
            case CredentialsReference.Default standard -> standard(standard);
            case CredentialsReference.Parameter parameter ->
                renewed(
                        reference,
                        new ParameterIssuer(
                                parameter.name(), service(Api.PARAMETER_STORE, parameter.asked(), parameter.name())));
            case CredentialsReference.Secret secret ->
                renewed(
                        reference,
                        new SecretIssuer(secret.id(), service(Api.SECRETS_MANAGER, secret.asked(), secret.id())));
            case CredentialsReference.Role role ->
                renewed(
                        reference,
                        new RoleIssuer(role.arn(), role.externalId(), service(Api.STS, role.asked(), role.arn())));
        };
    }

    private CredentialsSource variables(CredentialsReference.Environment variables) throws StorageException {
        return EnvironmentCredentials.source(variables.prefix(), environment);
    }

    private CredentialsSource standard(CredentialsReference reference) throws StorageException {
        Optional<Credentials> set = EnvironmentCredentials.read(AWS, environment);
        return set.isPresent() ? CredentialsSource.of(set.get()) : renewed(reference, SdkIssuer.standard());
    }

    private CredentialsSource renewed(CredentialsReference reference, CredentialsIssuer issuer) {
        return new RenewedCredentials("the credentials " + reference, issuer, clock);
    }

    private SecretService service(Api api, AskedBy asked, String resource) throws StorageException {
        var regions = new AwsRegions(api, asked, resource, environment);
        return new SecretService(regions, open(asked.from()), clock, sleeper, new Random());
    }
}
