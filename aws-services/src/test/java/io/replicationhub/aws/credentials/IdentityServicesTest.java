package io.replicationhub.aws.credentials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.aws.call.Api;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.credentials.StorePlace;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.identity.IdentityServices;
import io.replicationhub.localservers.identity.IdentityServices.Trouble;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.testkit.FakeClock;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameter Store, Secrets Manager and STS are asked rightly, and what they refuse is told with the reason. */
@Timeout(60)
final class IdentityServicesTest {
    private static final AccessKey BASE = new AccessKey("AKIABASE", "canary-base-secret");
    private static final String ROLE = "arn:aws:iam::123456789012:role/reader";
    private static final String DOCUMENT = "{\"access_key_id\":\"k\",\"secret_access_key\":\"canary-1\"}";

    @TempDir
    Path folder;

    private final IdentityServices services = IdentityServices.start();
    private final Map<String, String> environment = new HashMap<>(services.environment());

    @BeforeEach
    void know() {
        services.know(BASE);
        environment.put("AWS_ACCESS_KEY_ID", BASE.id());
        environment.put("AWS_SECRET_ACCESS_KEY", BASE.secret());
        environment.put("AWS_REGION", "us-east-1");
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void whatADocumentSaysOfThePlaceComesAlong() throws Exception {
        services.parameter(
                "/v1",
                "{\"aws_access_key_id\":\"k\",\"aws_secret_access_key\":\"canary\",\"region_name\":\"eu-west-1\"}");
        assertEquals(
                new StorePlace(Optional.of("eu-west-1"), Optional.empty()),
                open("ssm:/v1").place());
        services.secret(
                "oss",
                "{\"oss_access_key_id\":\"k\",\"oss_access_key_secret\":\"canary\","
                        + "\"oss_endpoint\":\"oss-cn-beijing.aliyuncs.com\"}");
        assertEquals(
                new StorePlace(Optional.empty(), Optional.of(URI.create("https://oss-cn-beijing.aliyuncs.com"))),
                open("secretsmanager:oss").place());
    }

    @Test
    void aParameterThatIsNotEncryptedIsTakenToo() throws Exception {
        services.plainParameter("/plain", DOCUMENT);
        assertEquals("k", open("ssm:/plain").current().accessKey());
    }

    @Test
    void whatIsNotThereIsSaidWithTheNameTheServiceAndTheRegion() throws Exception {
        assertDenied("ssm:/none", "the parameter /none", "Parameter Store in us-east-1", "ParameterNotFound");
        assertDenied("secretsmanager:none", "the secret none", "Secrets Manager can't find the specified secret");
        assertDenied("role:" + ROLE, "the role " + ROLE, "not authorized to perform: sts:AssumeRole");
    }

    @Test
    void whatIsNotAllowedNamesTheActionThatIsMissing() throws Exception {
        services.parameter("/p", DOCUMENT);
        services.secret("s", DOCUMENT);
        services.deny(IdentityServices.GET_PARAMETER);
        services.deny(IdentityServices.GET_SECRET);
        assertDenied("ssm:/p", "AccessDeniedException", "ssm:GetParameter");
        assertDenied("secretsmanager:s", "AccessDeniedException", "secretsmanager:GetSecretValue");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"access_key_id\":\"k\"}|lacks secret_access_key",
                "{\"access_key_id\":\"k\",\"secret_access_key\":[\"canary\"]}|has a secret_access_key that is not text",
                "{\"access_key_id\":\"k\",\"secret_access_key\":\"can ary canary\"}|has a secret_access_key with a character",
                "{\"access_key_id\":\"k\",\"secret_access_key\":\"canary\",\"session_token\":7}|session_token that is not text",
                "{\"access_key_id\":\"k\",\"secret_access_key\":\"canary\",\"region\":\"canary here\"}|region that is not",
                "{\"access_key_id\":\"k\",\"secret_access_key\":\"canary\",\"endpoint\":\"ftp://canary\"}|endpoint that is not",
                "{\"access_key_id\":\"k\",\"secret_access_key\":\"canary\"|is not valid JSON",
                "canary|is not valid JSON",
                "\"canary\"|is not a JSON object",
                "{\"user\":\"k\",\"password\":\"canary\"}|has none of access_key_id"
            })
    void aDocumentOfTheWrongShapeNamesTheFieldAndNeverItsValue(String document, String fault) throws Exception {
        services.parameter("/p", document);
        services.secret("s", document);
        assertDenied("ssm:/p", "the parameter /p", fault);
        assertDenied("secretsmanager:s", "the secret s", fault);
    }

    @Test
    void troubleThatPassesIsWaitedOut() throws Exception {
        services.parameter("/p", DOCUMENT);
        services.next(Trouble.THROTTLED, Trouble.INTERNAL_ERROR);
        assertEquals("k", open("ssm:/p").current().accessKey());
        assertEquals(3, services.requests(IdentityServices.GET_PARAMETER));
    }

    @Test
    void troubleThatStaysIsAnOutageAndNoRefusal() throws Exception {
        services.role(ROLE, Optional.empty(), Optional.empty(), Duration.ofHours(1));
        services.next(Trouble.THROTTLED, Trouble.THROTTLED, Trouble.THROTTLED, Trouble.THROTTLED);
        CredentialsSource source = open("role:" + ROLE);
        StorageException outage = assertThrows(StorageException.Unavailable.class, source::current);
        assertEquals(FailureScope.CREDENTIALS, outage.scope());
        assertTrue(outage.getMessage().contains("Rate exceeded"), outage.getMessage());
        assertTrue(source.current().accessKey().startsWith("ASIA"));
    }

    @Test
    void aServiceThatCannotBeReachedIsAnOutage() throws Exception {
        environment.put("AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:1");
        assertThrows(StorageException.Unavailable.class, open("ssm:/p")::current);
        environment.put("AWS_ENDPOINT_URL_SSM", "canary");
        assertDenied("ssm:/p", "AWS_ENDPOINT_URL_SSM must be an address");
    }

    @Test
    void aProxyThatTheEnvironmentNamesIsGoneThrough() throws Exception {
        services.parameter("/p", DOCUMENT);
        environment.put("AWS_ENDPOINT_URL_SSM", "http://ssm.example.invalid");
        assertThrows(StorageException.Unavailable.class, open("ssm:/p")::current);
        environment.put("HTTP_PROXY", services.endpoint().toString());
        assertEquals("k", open("ssm:/p").current().accessKey());
    }

    @Test
    void aWrongSignatureIsTold() throws Exception {
        services.parameter("/p", DOCUMENT);
        environment.put("AWS_SECRET_ACCESS_KEY", "canary-wrong");
        assertDenied("ssm:/p", "InvalidSignatureException");
        environment.put("AWS_ACCESS_KEY_ID", "AKIANOBODY");
        assertDenied("role:" + ROLE, "InvalidClientTokenId");
    }

    @Test
    void theCredentialsToAskWithAreLookedUpAnewWhenTheyAreRefused() throws Exception {
        services.parameter("/p", DOCUMENT);
        Path file = folder.resolve("base.json");
        var old = new AccessKey("AKIAOLD", "canary-old");
        services.know(old);
        write(file, old);
        CredentialsSource source = open("ssm:/p?from=file:" + file);
        assertEquals("k", source.current().accessKey());
        services.forget(old);
        write(file, BASE);
        source.expired(source.current());
        assertEquals("k", source.current().accessKey());
    }

    @Test
    void aRoleIsAssumedWithItsExternalIdAndWithoutAnother() throws Exception {
        services.role(ROLE, Optional.of("blue:42/a=b+c"), Optional.empty(), Duration.ofHours(1));
        CredentialsSource source = open("role:" + ROLE + "?external-id=blue:42/a=b+c");
        assertTrue(source.current().sessionToken().isPresent());
        assertFalse(source.toString().contains("blue"), source.toString());
        assertDenied("role:" + ROLE, "AccessDenied");
        assertDenied("role:" + ROLE + "?external-id=red", "AccessDenied");
    }

    @Test
    void aRoleMayBeAssumedFromAnotherRoleAndReadAParameter() throws Exception {
        String hub = "arn:aws:iam::123456789012:role/hub";
        services.role(hub, Optional.of("out-side"), Optional.empty(), Duration.ofHours(1));
        services.role(ROLE, Optional.empty(), Optional.empty(), Duration.ofHours(1));
        services.parameter("/p", DOCUMENT);
        String reference = "ssm:/p?region=eu-west-1&from=role:" + ROLE + "?from=role:" + hub + "?external-id=out-side";
        assertEquals("k", open(reference).current().accessKey());
        assertEquals(2, services.requests(IdentityServices.ASSUME_ROLE));
    }

    @Test
    void aSessionIsRenewedBeforeItEnds() throws Exception {
        services.role(ROLE, Optional.empty(), Optional.empty(), Duration.ofSeconds(4));
        CredentialsSource source = open("role:" + ROLE);
        String first = source.current().accessKey();
        assertEquals(first, source.current().accessKey());
        long giveUp = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (source.current().accessKey().equals(first) && System.nanoTime() < giveUp) {
            Thread.sleep(50);
        }
        assertEquals("ASIALOCAL2", source.current().accessKey());
    }

    @Test
    void aSourceInUseOutlivesAnOutageOfTheService() throws Exception {
        services.parameter("/p", DOCUMENT);
        FakeClock clock = FakeClock.atStart();
        clock.advanceTo(InstantSource.system().instant());
        CredentialsSource source =
                new CredentialsSources(environment, clock, time -> {}).open(CredentialsReference.parse("ssm:/p"));
        assertEquals("k", source.current().accessKey());
        services.next(Trouble.INTERNAL_ERROR, Trouble.INTERNAL_ERROR, Trouble.INTERNAL_ERROR, Trouble.INTERNAL_ERROR);
        // Within the five minutes that a signature's time may be off.
        clock.advance(Duration.ofMinutes(5));
        assertEquals("k", source.current().accessKey());
        assertEquals(5, services.requests(IdentityServices.GET_PARAMETER));
    }

    @Test
    void withoutARegionNobodyIsAsked() throws Exception {
        environment.remove("AWS_REGION");
        System.setProperty("aws.configFile", folder.resolve("none").toString());
        System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
        try {
            assertDenied("ssm:/p", "no region is known", "AWS_REGION");
            services.parameter("arn:aws:ssm:eu-west-1:123456789012:parameter/p", DOCUMENT);
            assertEquals(
                    "k",
                    open("ssm:arn:aws:ssm:eu-west-1:123456789012:parameter/p")
                            .current()
                            .accessKey());
            services.role(ROLE, Optional.empty(), Optional.empty(), Duration.ofHours(1));
            assertTrue(open("role:" + ROLE).current().sessionToken().isPresent());
        } finally {
            System.clearProperty("aws.configFile");
            System.clearProperty("aws.sharedCredentialsFile");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, arn:aws:iam::123456789012:role/r, https://sts.us-east-1.amazonaws.com",
        "us-east-1, arn:aws-cn:iam::123456789012:role/r, https://sts.cn-north-1.amazonaws.com.cn",
        "cn-northwest-1, arn:aws-cn:iam::123456789012:role/r, https://sts.cn-northwest-1.amazonaws.com.cn",
        "cn-north-1, arn:aws:iam::123456789012:role/r, https://sts.us-east-1.amazonaws.com"
    })
    void aRoleIsAskedForInItsPartition(String here, String arn, URI expected) throws Exception {
        var role = assertInstanceOf(CredentialsReference.Role.class, CredentialsReference.parse("role:" + arn));
        var regions = new AwsRegions(Api.STS, role.asked(), arn, Map.of("AWS_REGION", here));
        assertEquals(expected, Api.STS.endpoint(regions.region(), Map.of()));
    }

    private static void write(Path file, AccessKey key) throws Exception {
        Files.writeString(
                file, "{\"access_key_id\":\"" + key.id() + "\",\"secret_access_key\":\"" + key.secret() + "\"}");
    }

    private CredentialsSource open(String reference) throws StorageException {
        return CredentialsSources.open(CredentialsReference.parse(reference), environment);
    }

    private void assertDenied(String reference, String... parts) throws Exception {
        CredentialsSource source = open(reference);
        StorageException denied = assertThrows(StorageException.Denied.class, source::current);
        assertEquals(FailureScope.CREDENTIALS, denied.scope());
        for (String part : parts) {
            assertTrue(denied.getMessage().contains(part), denied.getMessage());
        }
        for (Throwable cause = denied; cause != null; cause = cause.getCause()) {
            assertFalse(String.valueOf(cause).contains("canary"), String.valueOf(cause));
        }
    }
}
