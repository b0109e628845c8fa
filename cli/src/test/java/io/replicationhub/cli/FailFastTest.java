package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.replicationhub.object.StorageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where it cannot work a run ends within 15 s, with exit 3 and the side named. */
class FailFastTest {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void begin() throws Exception {
        scene = Scene.in(folder);
        scene.put("a", 10);
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        scene.assertNothingWritten();
        scene.close();
    }

    @Test
    void aWrongSecret() {
        scene.environment("SRC_SECRET_ACCESS_KEY", "canary-wrong");
        scene.replicate()
                .ended(3)
                .within(LIMIT)
                .says("drh: the source cannot be used")
                .doesNotSay("canary", "destination");
        scene.environment("SRC_SECRET_ACCESS_KEY", Scene.SRC.secret()).environment("DST_ACCESS_KEY_ID", "unknown");
        scene.verify().ended(3).within(LIMIT).says("drh: the destination cannot be used");
    }

    @Test
    void aBucketThatIsNotThereIsNotMade() throws Exception {
        scene.to("s3://never-made");
        scene.replicate().ended(3).within(LIMIT).says("the destination cannot be used", "never-made");
        scene.plan().ended(3).within(LIMIT).says("the destination cannot be used", "never-made");
        try (var bucket = scene.destinationBucket("never-made")) {
            assertThrows(StorageException.Missing.class, () -> Scene.keys(bucket));
        }
    }

    @Test
    void aReportOfAnEarlierRunIsLeftAlone() throws Exception {
        Path report = Files.writeString(folder.resolve("report.jsonl"), "of an earlier run\n");
        scene.to("s3://never-made");
        scene.replicate("--report", report.toString()).ended(3);
        scene.plan("--report", report.toString()).ended(3);
        assertEquals("of an earlier run\n", Files.readString(report));
    }

    @Test
    void bothSidesProblemsAreToldTogether() {
        scene.from("s3://no-source").to("s3://no-destination");
        Ran ran = scene.replicate().ended(3).within(LIMIT);
        ran.says("the source cannot be used", "no-source", "the destination cannot be used", "no-destination");
        assertEquals(2, ran.problems().size(), ran::toString);
    }

    @Test
    void anEndpointThatNothingListensOnAndOneThatNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI nobody;
            try (ServerSocket gone = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
                nobody = at(gone);
            }
            scene.sourceAt(nobody).destinationAt(at(silent));
            scene.replicate().ended(3).within(LIMIT).says("the source ", nobody.toString(), "the destination ");
        }
    }

    /** Both sides' credentials are asked for there, so that it must be found out for both at once. */
    @Test
    void aParameterStoreThatTakesTheConnectionAndNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            scene.environment("AWS_ENDPOINT_URL_SSM", at(silent).toString())
                    .environment("AWS_REGION", "us-east-1")
                    .environment("AWS_ACCESS_KEY_ID", "AKIAX")
                    .environment("AWS_SECRET_ACCESS_KEY", "canary-ssm");
            Ran ran = scene.replicate("--source-credentials", "ssm:/src", "--destination-credentials", "ssm:/dst")
                    .ended(3)
                    .within(LIMIT)
                    .says("the source", "the parameter /src", "the destination", "the parameter /dst")
                    .says("Parameter Store cannot be reached at " + at(silent))
                    .doesNotSay("canary");
            assertEquals(2, ran.problems().size(), ran::toString);
        }
    }

    /** The doctor asks both, too, and each but once. */
    @Test
    void theDoctorFindsTwoSilentSecretStoresInTheTimeOfOne() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            scene.environment("AWS_ENDPOINT_URL_SSM", at(silent).toString())
                    .environment("AWS_REGION", "us-east-1")
                    .environment("AWS_ACCESS_KEY_ID", "AKIAX")
                    .environment("AWS_SECRET_ACCESS_KEY", "canary-ssm");
            doctor("--source-credentials", "ssm:/src", "--destination-credentials", "ssm:/dst")
                    .says("the parameter /src", "the parameter /dst")
                    .says("Parameter Store cannot be reached at " + at(silent))
                    .doesNotSay("canary");
        }
    }

    @Test
    void theDoctorFindsTwoSilentEndpointsInTheTimeOfOne() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            scene.sourceAt(at(silent)).destinationAt(at(silent));
            doctor().says(scene.from() + " at " + at(silent) + " does not answer within 12 s")
                    .says(scene.to() + " at " + at(silent) + " does not answer within 12 s");
        }
    }

    private Ran doctor(String... options) {
        return scene.drh(scene.arguments("doctor", options).toArray(String[]::new))
                .ended(3)
                .within(LIMIT);
    }

    @Test
    void aRegionThatIsWrongIsSaidAndTheRightOneNamed() throws Exception {
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            byte[] error = "<Error><Code>PermanentRedirect</Code><Message>Use another endpoint.</Message></Error>"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-west-3");
            exchange.sendResponseHeaders(301, error.length);
            exchange.getResponseBody().write(error);
            exchange.close();
        });
        elsewhere.start();
        try {
            scene.sourceAt(
                    URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort()));
            scene.replicate("--source-region", "us-east-1")
                    .ended(3)
                    .within(LIMIT)
                    .says("the source cannot be used", "eu-west-3")
                    .doesNotSay("the destination");
        } finally {
            elsewhere.stop(0);
        }
    }

    /** What "aws configure sso" writes; nobody signed in. */
    @Test
    void aProfileWhoseOwnerHasNotSignedInIsToldAsThat() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), """
                [profile people]
                sso_session = company
                sso_account_id = 111122223333
                sso_role_name = reader
                region = eu-west-1
                [sso-session company]
                sso_region = eu-west-1
                sso_start_url = https://company.awsapps.example/start
                """);
        System.setProperty("aws.configFile", config.toString());
        try {
            scene.replicate("--source-credentials", "profile:people")
                    .ended(3)
                    .within(LIMIT)
                    .says("the source", "the profile 'people' gives no credentials", "token");
        } finally {
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    void credentialsThatTheMachineDoesNotHave() {
        System.setProperty("aws.disableEc2Metadata", "true");
        System.setProperty("aws.sharedCredentialsFile", folder.resolve("none").toString());
        System.setProperty("aws.configFile", folder.resolve("none").toString());
        try {
            Ran ran = scene.replicate("--source-credentials", "default", "--destination-credentials", "profile:nobody")
                    .ended(3)
                    .within(LIMIT);
            ran.says("the source", "no default credentials were found", "AWS_ACCESS_KEY_ID");
            ran.says("the destination", "the profile 'nobody' gives no credentials");
            assertEquals(2, ran.problems().size(), ran::toString);
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
            System.clearProperty("aws.sharedCredentialsFile");
            System.clearProperty("aws.configFile");
        }
    }

    @Test
    void aPlaceThatNeitherTheSettingsNorTheCredentialsName() throws Exception {
        Path file = folder.resolve("credentials.json");
        Files.writeString(file, "{\"access_key_id\": \"id\", \"secret_access_key\": \"canary\"}");
        scene.drh("plan", "kodo://bucket", scene.to(), "--source-credentials", "file:" + file)
                .ended(3)
                .within(LIMIT)
                .says(
                        "drh: the source cannot be used: it needs ",
                        "which neither the settings nor file:" + file + " name")
                .doesNotSay("canary");
    }

    private static URI at(ServerSocket socket) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
}
