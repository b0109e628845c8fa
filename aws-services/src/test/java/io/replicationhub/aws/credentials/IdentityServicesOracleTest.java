package io.replicationhub.aws.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.identity.IdentityServices;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.SsmException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** AWS's own clients understand the local services, good answers and bad, so that these are worth testing against. */
@Timeout(60)
final class IdentityServicesOracleTest {
    private static final AccessKey KEY = new AccessKey("AKIAORACLE", "canary-oracle");
    private static final String ROLE = "arn:aws:iam::123456789012:role/reader";

    private final IdentityServices services = IdentityServices.start();

    @BeforeEach
    void know() {
        services.know(KEY);
    }

    @AfterEach
    void stop() {
        services.close();
    }

    private <
                    B extends
                            AwsSyncClientBuilder<B, C>
                                    & software.amazon.awssdk.awscore.client.builder.AwsClientBuilder<B, C>,
                    C>
            C client(B builder, AccessKey key) {
        return builder.httpClientBuilder(Apache5HttpClient.builder())
                .region(Region.US_EAST_1)
                .endpointOverride(services.endpoint())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret())))
                .build();
    }

    @Test
    void parameterStore() {
        services.parameter("/p", "a \"quoted\"\nvalue");
        try (SsmClient ssm = client(SsmClient.builder(), KEY);
                SsmClient stranger = client(SsmClient.builder(), new AccessKey(KEY.id(), "wrong"))) {
            assertEquals(
                    "a \"quoted\"\nvalue",
                    ssm.getParameter(r -> r.name("/p").withDecryption(true))
                            .parameter()
                            .value());
            assertEquals(
                    "AQICAHh-encrypted",
                    ssm.getParameter(r -> r.name("/p")).parameter().value());
            assertThrows(ParameterNotFoundException.class, () -> ssm.getParameter(r -> r.name("/none")));
            SsmException failure = assertThrows(SsmException.class, () -> stranger.getParameter(r -> r.name("/p")));
            assertEquals("InvalidSignatureException", failure.awsErrorDetails().errorCode());
            services.deny(IdentityServices.GET_PARAMETER);
            failure = assertThrows(SsmException.class, () -> ssm.getParameter(r -> r.name("/p")));
            assertEquals("AccessDeniedException", failure.awsErrorDetails().errorCode());
        }
    }

    @Test
    void secretsManager() {
        services.secret("s", "value");
        try (SecretsManagerClient secrets = client(SecretsManagerClient.builder(), KEY)) {
            assertEquals("value", secrets.getSecretValue(r -> r.secretId("s")).secretString());
            assertThrows(ResourceNotFoundException.class, () -> secrets.getSecretValue(r -> r.secretId("none")));
            services.next(IdentityServices.Trouble.EXPIRED_TOKEN);
            SecretsManagerException failure =
                    assertThrows(SecretsManagerException.class, () -> secrets.getSecretValue(r -> r.secretId("s")));
            assertEquals("ExpiredTokenException", failure.awsErrorDetails().errorCode());
        }
    }

    @Test
    void tokenService() {
        services.role(ROLE, Optional.of("blue"), Optional.empty(), Duration.ofHours(1));
        try (StsClient sts = client(StsClient.builder(), KEY)) {
            assertEquals(
                    "canary-session-token-1",
                    sts.assumeRole(r ->
                                    r.roleArn(ROLE).roleSessionName("oracle").externalId("blue"))
                            .credentials()
                            .sessionToken());
            StsException failure = assertThrows(
                    StsException.class,
                    () -> sts.assumeRole(r -> r.roleArn(ROLE).roleSessionName("oracle")));
            assertEquals("AccessDenied", failure.awsErrorDetails().errorCode());
            assertEquals(403, failure.statusCode());
        }
    }
}
