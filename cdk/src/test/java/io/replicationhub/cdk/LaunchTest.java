package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.config.SettingsException;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.settings.JobWorkerSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a user's parameters: the programs take what the template makes of them, and no more is allowed than that. */
class LaunchTest {
    private final Set<String> refusing = new HashSet<>();

    @Test
    void theLeastOfAnswersIsAllThatBothProgramsNeed() throws SettingsException {
        Launch launch = launch(Map.of());
        assertEquals(List.of(), launch.refusals());
        assertEquals(
                "ssm:drh-credentials", launch.worker().source().credentials().toString());
        assertEquals("default", launch.worker().destination().credentials().toString());
        assertEquals(launch.sender().source(), launch.worker().source());
        assertEquals(launch.sender().destination(), launch.worker().destination());
        assertTrue(allowed(launch, "WorkerRole", "parameter/drh-credentials").contains("ssm:GetParameter"));
        assertTrue(allowed(launch, "WorkerRole", "arn:aws:s3:::from-here").isEmpty());
        assertTrue(allowed(launch, "WorkerRole", "arn:aws:s3:::to-there/*").contains("s3:PutObject"));
        assertFalse(allowed(launch, "WorkerRole", "arn:aws:s3:::to-there/*").contains("s3:DeleteObject"));
        assertTrue(launch.has("Vpc") && launch.has("Cluster") && launch.has("NoRunAlarm"));
        assertFalse(launch.has("BucketEvents"));
        assertFalse(launch.has("BucketEventsPolicy"));
    }

    @Test
    void withPutTheCredentialsAreTheDestinations() throws SettingsException {
        Launch launch =
                launch(Map.of("jobType", "PUT", "credentialsParameterStore", "/team/drh", "srcBucketPrefix", "in/"));
        assertEquals(List.of(), launch.refusals());
        assertEquals("default", launch.worker().source().credentials().toString());
        assertEquals(
                "ssm:/team/drh", launch.worker().destination().credentials().toString());
        assertTrue(
                allowed(launch, "SenderRole", "123456789012:parameter/team/drh").contains("ssm:GetParameter"));
        assertEquals("[\"s3:GetObject\"]", allowed(launch, "WorkerRole", "arn:aws:s3:::from-here/in/*"));
        assertTrue(allowed(launch, "WorkerRole", "arn:aws:s3:::to-there").isEmpty());
    }

    @Test
    void anEmptyParameterMeansNoCredentialsAsInV1() throws SettingsException {
        Launch launch = launch(Map.of("credentialsParameterStore", ""));
        assertEquals(
                new CredentialsReference.Anonymous(), launch.worker().source().credentials());
        assertTrue(allowed(launch, "WorkerRole", "parameter").isEmpty());
    }

    @Test
    void bothSidesMayBeTheStacksOwn() throws SettingsException {
        Launch launch = launch(Map.of("sourceCredentials", "stack role", "enableS3Event", "Create_And_Delete"));
        assertEquals(List.of(), launch.refusals());
        assertTrue(launch.worker().source().canCopyTo(launch.worker().destination()));
        assertTrue(allowed(launch, "WorkerRole", "parameter").isEmpty());
        assertTrue(launch.has("BucketEvents"));
        assertEquals(
                "s3:ObjectCreated:*,s3:ObjectRemoved:*",
                launch.properties("BucketEvents").get("Events").asText());
        JsonNode policy = launch.properties("BucketEventsPolicy");
        assertTrue(launch.has("BucketEventsPolicy"));
        assertEquals("StackHooksRole", policy.get("RoleName").asText());
        JsonNode statement = policy.at("/PolicyDocument/Statement/0");
        assertEquals(
                "[\"s3:GetBucketNotification\",\"s3:PutBucketNotification\"]",
                statement.get("Action").toString());
        assertEquals("arn:aws:s3:::from-here", statement.get("Resource").asText());
        assertEquals(10, launch.properties("JobWorkerMapping").get("BatchSize").asInt());
    }

    @Test
    void everythingThatMayBeAskedForIsHeeded() throws SettingsException {
        Launch launch = launch(Map.ofEntries(
                Map.entry("sourceType", "Aliyun OSS"),
                Map.entry("sourceRegion", "cn-hangzhou"),
                Map.entry("destinationCredentials", "role"),
                Map.entry("destinationCredentialsName", "arn:aws:iam::210987654321:role/w?external-id=hub-1"),
                Map.entry("filterRules", "exclude tmp/**;include *.jpg"),
                Map.entry("minSize", "1KiB"),
                Map.entry("deleteAtDestination", "true"),
                Map.entry("destStorageClass", "STANDARD_IA"),
                Map.entry("sse", "kms"),
                Map.entry("sseKmsKeyArn", "arn:aws:kms:eu-central-1:123456789012:key/12ab"),
                Map.entry("partSize", "16MiB"),
                Map.entry("bandwidth", "10MB/s"),
                Map.entry("threads", "12"),
                Map.entry("staleUploadAge", "7d"),
                Map.entry("schedule", "")));
        assertEquals(List.of(), launch.refusals());
        JobWorkerSettings worker = launch.worker();
        assertEquals("oss", worker.source().profile().orElseThrow().name());
        assertEquals(2, worker.selection().filter().rules().size());
        assertEquals(16L << 20, worker.partSize().orElseThrow().bytes());
        assertTrue(launch.sender().deletes().isPresent());
        assertEquals("[\"sts:AssumeRole\"]", allowed(launch, "SenderRole", "arn:aws:iam::210987654321:role/w"));
        assertEquals("DISABLED", launch.properties("Schedule").get("State").asText());
    }

    /** What encrypts without being asked needs the same rights, and no request names the key. */
    @Test
    void theKeyThatTheBucketEncryptsWithByItselfIsAllowedAndNotNamed() throws SettingsException {
        String key = "arn:aws:kms:eu-central-1:123456789012:key/12ab";
        for (String sse : List.of("", "kms", "kms-dsse")) {
            Launch launch = launch(Map.of("sse", sse, "sseKmsKeyArn", key));
            assertEquals(List.of(), launch.refusals());
            assertTrue(allowed(launch, "WorkerRole", key).contains("kms:GenerateDataKey"), sse);
            assertEquals(
                    sse.isEmpty() ? Optional.empty() : Optional.of(key),
                    launch.worker().copies().write().encryption().kmsKeyId());
        }
    }

    /** Lambda quotas, "Environment variables": 4 KB in all. */
    @Test
    void twoThousandCharactersOfRulesFitIntoTheFunctionsSettings() {
        String rules = "exclude a%03d/some/folder/**;".repeat(80).substring(0, 2_000);
        Launch launch = launch(Map.of(
                "filterRules", rules,
                "srcBucketPrefix", "team/photos/",
                "destBucketPrefix", "copies/of/team/photos/",
                "sourceCredentials", "role",
                "sourceCredentialsName", "arn:aws:iam::210987654321:role/reader?external-id=hub-1"));
        int bytes = launch.properties("JobWorker")
                .at("/Environment/Variables")
                .toString()
                .length();
        // Two addresses of queues are not resolved here.
        assertTrue(bytes + 2 * 120 <= 4_096, bytes + " bytes");
    }

    @Test
    void aRunThatNobodyExpectsIsNotMissed() {
        assertTrue(launch(Map.of("schedule", "rate(1 hour)")).has("NoRunAlarm"));
        assertFalse(launch(Map.of("runExpectedEveryHours", "never")).has("NoRunAlarm"));
        assertFalse(launch(Map.of("schedule", "")).has("NoRunAlarm"), "it would ring for ever");
        assertTrue(
                launch(Map.of("schedule", "", "runExpectedEveryHours", "2")).has("NoRunAlarm"), "a clock of one's own");
    }

    @Test
    void whatThePatternsTakeTheProgramsTakeToo() throws SettingsException {
        for (Map<String, String> given : List.of(
                Map.of("minSize", "1.5 GB", "maxSize", "999999TiB", "partSize", "5120 MiB", "threads", "512"),
                Map.of("minSize", "0", "maxSize", "7b", "partSize", "5gib", "bandwidth", "1.5 GB/s"),
                Map.of(
                        "partSize",
                        "5MiB",
                        "bandwidth",
                        "64MiB/s",
                        "maxDelete",
                        "100.0%",
                        "deleteAtDestination",
                        "true"),
                Map.of("maxDelete", "0.5%", "deleteAtDestination", "true", "filterRules", "include *.jpg"),
                Map.of("modifiedAfter", "2026-01-31T23:59:59Z", "destStorageClass", "keep,STANDARD=GLACIER_IR"),
                Map.of("sourceRegion", "eu-central-1", "destinationEndpoint", "http://10.0.0.5:9000"))) {
            Launch launch = launch(given);
            assertEquals(List.of(), launch.refusals(), given::toString);
            launch.worker();
            launch.sender();
        }
    }

    @Test
    void theProcessorIsOneForAllPrograms() {
        assertEquals(
                "arm64",
                launch(Map.of()).properties("JobWorker").at("/Architectures/0").asText());
        Launch launch = launch(Map.of("processor", "x86_64"));
        for (String function : List.of("JobWorker", "StackHooks")) {
            assertEquals(
                    "x86_64", launch.properties(function).at("/Architectures/0").asText());
        }
        assertEquals(
                "X86_64",
                launch.properties("JobSenderTask")
                        .at("/RuntimePlatform/CpuArchitecture")
                        .asText());
        assertTrue(launch.properties("JobWorker").at("/Code/S3Key").asText().endsWith("-x86_64.jar"));
    }

    @Test
    void whatCannotBeIsRefusedBeforeAnythingIsMade() {
        refused(Map.of("ecsVpcId", "vpc-12345678"), "NetworkWholeOrNone");
        refused(Map.of("jobType", "PUT", "sourceType", "Aliyun OSS"), "PutIsFromAmazon");
        refused(Map.of("jobType", "PUT", "credentialsParameterStore", ""), "PutNeedsCredentials");
        refused(Map.of("destinationCredentials", "anonymous"), "SomebodyWrites");
        refused(Map.of("sourceCredentials", "secret"), "SourceCredentialsNamed");
        refused(Map.of("sourceCredentialsName", "x"), "SourceCredentialsNotNamed");
        refused(Map.of("destinationCredentials", "role"), "DestinationCredentialsNamed");
        refused(Map.of("destinationCredentialsName", "x"), "DestinationCredentialsNotNamed");
        refused(
                Map.of(
                        "sourceCredentials", "stack role",
                        "sourceType", "Aliyun OSS",
                        "enableS3Event", "Create_Only"),
                "EventsOfAmazon");
        refused(Map.of("enableS3Event", "Create_Only"), "EventsOfThisAccount");
        refused(Map.of("sse", "aes256", "sseKmsKeyArn", "arn:aws:kms:x:123456789012:key/1"), "KeyForKms");
        refused(Map.of("sseBucketKey", "on"), "BucketKeyForKms");
        refused(Map.of("deleteAtDestination", "true", "modifiedAfter", "2026-01-01T00:00:00Z"), "DeletesHaveNoTime");
        refused(Map.of("versions", "all", "minSize", "1KiB"), "HistoriesAreWhole");
        Set<String> rules = new HashSet<>();
        Synthesized.plain().template().get("Rules").fieldNames().forEachRemaining(rules::add);
        assertEquals(rules, refusing, "every rule refuses something, and was seen to");
        assertEquals(
                List.of(),
                launch(Map.of(
                                "ecsClusterName", "c",
                                "ecsVpcId", "vpc-12345678",
                                "ecsPublicSubnetsA", "subnet-12345678",
                                "ecsPublicSubnetsB", "subnet-87654321"))
                        .refusals());
    }

    private void refused(Map<String, String> given, String rule) {
        refusing.add(rule);
        assertEquals(List.of(rule), launch(given).refusals());
    }

    private static Launch launch(Map<String, String> given) {
        return Launch.least(given);
    }

    /** The actions that a role is allowed on resources that end so; empty text for none. */
    private static String allowed(Launch launch, String role, String resource) {
        StringBuilder actions = new StringBuilder();
        for (JsonNode statement : launch.properties(role)
                .get("Policies")
                .get(0)
                .get("PolicyDocument")
                .get("Statement")) {
            if (statement.get("Resource").asText().endsWith(resource)) {
                actions.append(statement.get("Action"));
            }
        }
        return actions.toString();
    }
}
