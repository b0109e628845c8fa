package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecurityTest {
    private final Synthesized hub = Synthesized.plain();

    @Test
    void everythingIsAllowedOnNamedThingsWhereThereAreNames() {
        Set<String> onAll = new TreeSet<>();
        hub.statements()
                .forEach((id, statements) -> statements.forEach(statement -> {
                    JsonNode resource = statement.get("Resource");
                    if (resource != null && resource.asText().equals("*") && !id.equals("Key")) {
                        statement.get("Action").forEach(action -> onAll.add(action.asText()));
                        if (statement.get("Action").isTextual()) {
                            onAll.add(statement.get("Action").asText());
                        }
                    }
                }));
        // Neither knows a resource (Service Authorization Reference, Amazon ECR and Amazon ECS).
        assertEquals(Set.of("ecr:GetAuthorizationToken", "ecs:ListTasks"), onAll);
    }

    /** Who bounds the roles goes by it. */
    @Test
    void everyActionOfARoleStandsOnThePageOfPermissions() throws Exception {
        String page = Files.readString(Synthesized.ROOT.resolve("docs/permissions.md"));
        Set<String> missing = new TreeSet<>();
        hub.statements().forEach((id, statements) -> {
            if (hub.template().at("/Resources/" + id + "/Type").asText().startsWith("AWS::IAM::")) {
                statements.forEach(statement -> actions(statement)
                        .filter(each -> !page.contains('`' + each + '`'))
                        .forEach(missing::add));
            }
        });
        assertEquals(Set.of(), missing);
    }

    private static Stream<String> actions(JsonNode statement) {
        JsonNode said = statement.get("Action");
        return said.isTextual() ? Stream.of(said.asText()) : said.valueStream().map(JsonNode::asText);
    }

    @Test
    void bucketsAreReachedByNameAndPrefixOnly() {
        for (String role : List.of("WorkerRole", "SenderRole", "StackHooksRole", "BucketEventsPolicy")) {
            for (JsonNode statement : hub.statements().get(role)) {
                String actions = statement.get("Action").toString();
                String resource = String.valueOf(statement.get("Resource"));
                if (actions.contains("s3:")) {
                    assertTrue(
                            resource.contains("\"Ref\":\"srcBucketName\"")
                                    || resource.contains("\"Ref\":\"destBucketName\""),
                            resource);
                    if (actions.contains("Object") && !actions.contains("Bucket")) {
                        assertTrue(resource.contains("BucketPrefix\""), resource);
                    }
                }
            }
        }
    }

    @Test
    void theSenderWritesNothingInABucket() {
        for (JsonNode statement : hub.statements().get("SenderRole")) {
            statement
                    .get("Action")
                    .forEach(action -> assertFalse(
                            action.asText().startsWith("s3:Put")
                                    || action.asText().startsWith("s3:Delete"),
                            action.asText()));
        }
    }

    @Test
    void queuesAndTopicTakeEncryptedConnectionsOnly() {
        assertEquals(3, hub.resources("AWS::SQS::QueuePolicy").size());
        for (String type : List.of("AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy")) {
            hub.resources(type)
                    .values()
                    .forEach(policy -> assertTrue(
                            policy.toString().contains("\"Effect\":\"Deny\"")
                                    && policy.toString().contains("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"),
                            policy.toString()));
        }
    }

    @Test
    void everythingThatKeepsSomethingIsEncrypted() {
        hub.resources("AWS::SQS::Queue")
                .forEach((id, queue) -> assertTrue(
                        queue.get("Properties").get("SqsManagedSseEnabled").asBoolean(), id));
        hub.resources("AWS::Logs::LogGroup")
                .forEach((id, group) -> assertTrue(group.get("Properties").has("KmsKeyId"), id));
        assertTrue(hub.properties("Topic").has("KmsMasterKeyId"));
        assertTrue(hub.properties("Key").get("EnableKeyRotation").asBoolean());
    }

    @Test
    void onlyTheSourceBucketOfThisAccountMaySendEvents() {
        JsonNode statements =
                hub.properties("QueuePolicy").get("PolicyDocument").get("Statement");
        JsonNode events = statements.get(1).get("Fn::If");
        assertEquals("EventsOn", events.get(0).asText());
        assertEquals(
                "s3.amazonaws.com",
                events.get(1).get("Principal").get("Service").asText());
        JsonNode condition = events.get(1).get("Condition");
        assertTrue(condition.get("ArnEquals").get("aws:SourceArn").toString().contains("srcBucketName"));
        assertEquals(
                "AWS::AccountId",
                condition
                        .get("StringEquals")
                        .get("aws:SourceAccount")
                        .get("Ref")
                        .asText());
    }

    @Test
    void theTaskRunsAsNobodyWithNothingToWriteToButItsScratch() {
        JsonNode container =
                hub.properties("JobSenderTask").get("ContainerDefinitions").get(0);
        assertTrue(container.get("ReadonlyRootFilesystem").asBoolean());
        assertEquals("10001:10001", container.get("User").asText());
        assertEquals(
                "/tmp", container.get("MountPoints").get(0).get("ContainerPath").asText());
        assertEquals(
                "ALL",
                container
                        .get("LinuxParameters")
                        .get("Capabilities")
                        .get("Drop")
                        .get(0)
                        .asText());
    }

    @Test
    void nothingIsLetInAndThereIsNoNat() {
        assertFalse(hub.properties("SenderSecurityGroup").has("SecurityGroupIngress"));
        assertEquals(0, hub.resources("AWS::EC2::NatGateway").size());
        assertEquals(1, hub.resources("AWS::EC2::VPCEndpoint").size());
    }
}
