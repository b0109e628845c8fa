package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.config.SettingsException;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.settings.JobWorkerSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of a user's parameters: the programs take what the template makes of them, and no more is allowed than that. */
class LaunchTest {
    private static final Map<String, String> LEAST =
            Map.of("srcBucketName", "from-here", "destBucketName", "to-there", "alarmEmail", "ops@example.com");

    private final Set<String> refusing = new HashSet<>();

    @Test
    void theLeastOfAnswersIsAllThatBothProgramsNeed() throws SettingsException {
        Launch launch = Launch.with(LEAST);
        assertEquals(List.of(), launch.refusals());
        assertEquals(
                "ssm:drh-credentials", worker(launch).source().credentials().toString());
        assertEquals("default", worker(launch).destination().credentials().toString());
        assertEquals(sender(launch).source(), worker(launch).source());
        assertEquals(sender(launch).destination(), worker(launch).destination());
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
        assertEquals("default", worker(launch).source().credentials().toString());
        assertEquals("ssm:/team/drh", worker(launch).destination().credentials().toString());
        assertTrue(
                allowed(launch, "SenderRole", "123456789012:parameter/team/drh").contains("ssm:GetParameter"));
        assertEquals("[\"s3:GetObject\"]", allowed(launch, "WorkerRole", "arn:aws:s3:::from-here/in/*"));
        assertTrue(allowed(launch, "WorkerRole", "arn:aws:s3:::to-there").isEmpty());
    }

    /** It knows no store but Amazon's, and would look for a bucket of that name there as long as it may. */
    @Test
    void theFarewellLooksForUploadsWhereTheStacksRoleWritesAlone() {
        assertEquals(
                "to-there",
                launch(Map.of()).properties("Farewell").get("DestinationBucket").asText());
        for (Map<String, String> given : List.of(
                Map.of("jobType", "PUT", "destinationEndpoint", "https://s3.example.com"),
                Map.of("destinationCredentials", "secret", "destinationCredentialsName", "arn:aws:x"))) {
            assertEquals(
                    "",
                    launch(given)
                            .properties("Farewell")
                            .get("DestinationBucket")
                            .asText());
        }
    }

    @Test
    void anEmptyParameterMeansNoCredentialsAsInV1() throws SettingsException {
        Launch launch = launch(Map.of("credentialsParameterStore", ""));
        assertEquals(
                new CredentialsReference.Anonymous(), worker(launch).source().credentials());
        assertTrue(allowed(launch, "WorkerRole", "parameter").isEmpty());
    }

    @Test
    void bothSidesMayBeTheStacksOwn() throws SettingsException {
        Launch launch = launch(Map.of("sourceCredentials", "stack role", "enableS3Event", "Create_And_Delete"));
        assertEquals(List.of(), launch.refusals());
        assertTrue(worker(launch).source().canCopyTo(worker(launch).destination()));
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
        JobWorkerSettings worker = worker(launch);
        assertEquals("oss", worker.source().profile().orElseThrow().name());
        assertEquals(2, worker.selection().filter().rules().size());
        assertEquals(16L << 20, worker.partSize().orElseThrow().bytes());
        assertTrue(sender(launch).deletes().isPresent());
        assertEquals("[\"sts:AssumeRole\"]", allowed(launch, "SenderRole", "arn:aws:iam::210987654321:role/w"));
        assertEquals("DISABLED", launch.properties("Schedule").get("State").asText());
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
            worker(launch);
            sender(launch);
        }
    }

    /** S3 of another partition answers InvalidAccessKeyId, and not where the bucket is. */
    @Test
    void whereAmazonCannotBeAskedForTheRegionItIsTheStacksOwn() throws SettingsException {
        Map<String, String> china = Map.of("AWS::Partition", "aws-cn", "AWS::Region", "cn-northwest-1");
        Launch launch = launch(china);
        assertEquals(Optional.of("cn-northwest-1"), worker(launch).destination().region());
        assertEquals(Optional.of("cn-northwest-1"), sender(launch).destination().region());
        assertEquals(Optional.empty(), worker(launch).source().region(), "of the other side nothing is known");
        assertEquals(Optional.empty(), worker(launch(Map.of())).destination().region());

        Map<String, String> given = new HashMap<>(china);
        given.put("destinationRegion", "cn-north-1");
        assertEquals(
                Optional.of("cn-north-1"), worker(launch(given)).destination().region());
        given = new HashMap<>(china);
        given.put("destinationEndpoint", "https://s3.example.com");
        assertEquals(Optional.empty(), worker(launch(given)).destination().region());
        given = new HashMap<>(china);
        given.put("jobType", "PUT");
        assertEquals(
                Optional.of("cn-northwest-1"), worker(launch(given)).source().region());
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
        refused(Map.of("sseKmsKeyArn", "arn:aws:kms:x:123456789012:key/1"), "KeyForKms");
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
        Map<String, String> all = new HashMap<>(LEAST);
        all.putAll(given);
        return Launch.with(all);
    }

    private static JobWorkerSettings worker(Launch launch) throws SettingsException {
        Map<String, String> environment = new HashMap<>();
        launch.properties("JobWorker")
                .get("Environment")
                .get("Variables")
                .properties()
                .forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
        return JobWorkerSettings.read(environment);
    }

    private static JobSenderSettings sender(Launch launch) throws SettingsException {
        Map<String, String> environment = new HashMap<>();
        launch.properties("JobSenderTask")
                .get("ContainerDefinitions")
                .get(0)
                .get("Environment")
                .forEach(each -> environment.put(
                        each.get("Name").asText(), each.get("Value").asText()));
        return JobSenderSettings.read(environment);
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
