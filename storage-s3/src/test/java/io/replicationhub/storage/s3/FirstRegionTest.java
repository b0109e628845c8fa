package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;
import io.replicationhub.settings.ClientChoice;
import io.replicationhub.settings.StoreSettings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where Amazon is asked for a bucket of which nobody says where it is. An account of one partition is unknown to others. */
final class FirstRegionTest {
    @ParameterizedTest
    @CsvSource({
        "default, AWS_REGION, cn-northwest-1, s3.cn-north-1.amazonaws.com.cn",
        "default, AWS_DEFAULT_REGION, us-gov-east-1, s3.us-gov-west-1.amazonaws.com",
        "default, AWS_REGION, eu-central-1, s3.us-east-1.amazonaws.com",
        "default, OTHER, cn-north-1, s3.us-east-1.amazonaws.com",
        "profile:abroad, AWS_REGION, cn-north-1, s3.us-east-1.amazonaws.com",
        "anonymous, AWS_REGION, cn-north-1, s3.us-east-1.amazonaws.com"
    })
    void theUsualCredentialsOfAMachineAreOfItsPartition(String who, String variable, String region, String host) {
        S3Settings settings =
                S3Settings.bucket("bucket").signedBy(CredentialsReference.parse(who), Map.of(variable, region));
        assertEquals(URI.create("https://" + host), S3Stores.address(settings));
        S3Route first = new S3Routes(settings, null, System::nanoTime).first();
        assertEquals("bucket." + host, first.target().endpoint().authority());
    }

    @Test
    void whatIsSaidCountsAndOtherServicesAreNoPartOfAmazon() {
        S3Settings settings = S3Settings.bucket("bucket")
                .signedBy(new CredentialsReference.Default(), Map.of("AWS_REGION", "cn-north-1"));
        assertEquals("eu-west-1", settings.inRegion("eu-west-1").firstRegion());
        assertEquals(
                "us-east-1", settings.at(URI.create("http://127.0.0.1:9000")).firstRegion());
    }

    @Test
    void theDeployedProgramsAskInTheirOwnPartition() throws Exception {
        try (ScriptedServer proxy = ScriptedServer.start()) {
            proxy.answer(ScriptedServer.http(403, "", "no"));
            var side = new StoreSettings(
                    Side.SOURCE,
                    "bucket",
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new CredentialsReference.Default(),
                    StoreSettings.Addressing.USUAL,
                    false);
            try (ObjectStore store = DeployedStores.open(
                    side,
                    ClientChoice.SDK,
                    CredentialsSource.of(Credentials.of("access", "secret")),
                    Map.of(
                            "AWS_REGION",
                            "cn-northwest-1",
                            "HTTPS_PROXY",
                            proxy.endpoint().toString()))) {
                assertThrows(StorageException.class, () -> store.list(ListRequest.first("")));
            }
            String asked = proxy.requests().get(0).line();
            assertTrue(asked.startsWith("CONNECT bucket.s3.cn-north-1.amazonaws.com.cn:443 "), asked);
        }
    }

    /** One address for all of AWS's other services, an emulator's say, is not where Amazon S3 is: the wire goes by none. */
    @Test
    void theEnvironmentsAddressOfAwsIsNotThatOfTheStore() throws Exception {
        // What the SDK takes for AWS_ENDPOINT_URL within a JVM.
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:9");
        S3Settings settings = S3Settings.bucket("bucket").inRegion("eu-west-1").by(S3Settings.Face.SDK);
        try (ScriptedServer proxy = ScriptedServer.start()) {
            proxy.answer(ScriptedServer.http(403, "", "no"));
            try (ObjectStore store = S3Stores.open(
                    settings,
                    CredentialsSource.of(Credentials.of("access", "secret")),
                    Map.of("HTTPS_PROXY", proxy.endpoint().toString()))) {
                assertThrows(StorageException.class, () -> store.list(ListRequest.first("")));
            }
            String asked = proxy.requests().get(0).line();
            assertTrue(asked.startsWith("CONNECT bucket.s3.eu-west-1.amazonaws.com:443 "), asked);
        } finally {
            System.clearProperty("aws.endpointUrl");
        }
    }
}
