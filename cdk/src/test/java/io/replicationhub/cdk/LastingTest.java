package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.stack.Timing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds messages and logs must outlive upgrades, and messages must outlive the stack. */
class LastingTest {
    /**
     * By logical id, what CloudFormation replaces the resource for when it changes. Never change a line: a queue that is
     * replaced leaves its messages behind. New lines are fine.
     */
    private static final Map<String, List<String>> NEVER_REPLACED = Map.of(
            "Queue", List.of("AWS::SQS::Queue", "QueueName", "FifoQueue"),
            "DeadLetterQueue", List.of("AWS::SQS::Queue", "QueueName", "FifoQueue"),
            "MissedStarts", List.of("AWS::SQS::Queue", "QueueName", "FifoQueue"),
            "Topic", List.of("AWS::SNS::Topic", "TopicName", "FifoTopic"),
            "JobSenderLogs", List.of("AWS::Logs::LogGroup", "LogGroupName"),
            "JobWorkerLogs", List.of("AWS::Logs::LogGroup", "LogGroupName"),
            "StackHooksLogs", List.of("AWS::Logs::LogGroup", "LogGroupName"));

    private final Synthesized hub = Synthesized.plain();

    @Test
    void anUpgradeReplacesNoQueueTopicOrLog() {
        NEVER_REPLACED.forEach((id, fixed) -> {
            JsonNode resource = hub.template().get("Resources").get(id);
            assertTrue(resource != null, id + " is gone: an upgrade would lose it");
            assertEquals(fixed.getFirst(), resource.get("Type").asText());
            for (String property : fixed.subList(1, fixed.size())) {
                assertFalse(resource.get("Properties").has(property), id + " would be replaced by its " + property);
            }
        });
        for (String type : Set.of("AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::Logs::LogGroup")) {
            assertTrue(NEVER_REPLACED.keySet().containsAll(hub.resources(type).keySet()), "add the new " + type);
        }
    }

    @Test
    void theQueueAndItsDeadLettersOutliveTheStack() {
        for (String id : List.of("Queue", "DeadLetterQueue")) {
            JsonNode queue = hub.template().get("Resources").get(id);
            assertEquals("RetainExceptOnCreate", queue.get("DeletionPolicy").asText());
            assertEquals("Retain", queue.get("UpdateReplacePolicy").asText());
        }
    }

    @Test
    void queuesHaveTheTimesThatTheProgramsGoBy() {
        JsonNode queue = hub.properties("Queue");
        assertEquals(
                Timing.VISIBILITY.toSeconds(), queue.get("VisibilityTimeout").asLong());
        assertEquals(
                Timing.RETENTION.toSeconds(),
                queue.get("MessageRetentionPeriod").asLong());
        assertEquals(
                Timing.RECEIVES_MOST,
                queue.get("RedrivePolicy").get("maxReceiveCount").asInt());
        assertEquals(
                Timing.RETENTION.toSeconds(),
                hub.properties("DeadLetterQueue").get("MessageRetentionPeriod").asLong());
        assertEquals(
                Timing.INVOCATION.toSeconds(),
                hub.properties("JobWorker").get("Timeout").asLong());
    }

    @Test
    void theFarewellIsDeletedBeforeAnythingElse() {
        JsonNode farewell = hub.template().get("Resources").get("Farewell");
        String all = farewell.get("Properties").toString() + farewell.get("DependsOn");
        hub.template().get("Resources").properties().forEach(each -> {
            boolean always = !each.getValue().has("Condition");
            if (always && !Set.of("Farewell", "FirstRun").contains(each.getKey())) {
                assertTrue(all.contains('"' + each.getKey() + '"'), each.getKey());
            }
        });
        for (String way : List.of("RouteOut", "SubnetARoutes", "SubnetBRoutes", "S3Endpoint", "Cluster")) {
            assertTrue(all.contains("\"Ref\":\"" + way + '"'), way);
        }
    }

    /**
     * A stack that goes back while the first run is at work needs somebody who stops it, or ECS keeps the cluster; and what
     * changes between the first listing and the first event would be seen by neither.
     */
    @Test
    void theFirstRunBeginsWhenAllElseIsThere() {
        JsonNode first = hub.template().get("Resources").get("FirstRun");
        assertTrue(first.get("DependsOn").toString().contains("\"Farewell\""), first.toString());
        assertEquals(
                "{\"Fn::If\":[\"EventsOn\",{\"Ref\":\"BucketEvents\"},\"\"]}",
                String.valueOf(first.get("Properties").get("Events")));
    }

    /** CloudFormation removes what an update leaves out last, and what depends on another before that. */
    @Test
    void theRightToTakeOurRuleAwayOutlivesTheRule() {
        JsonNode events = hub.template().get("Resources").get("BucketEvents");
        JsonNode policy = hub.template().get("Resources").get("BucketEventsPolicy");
        assertEquals("AWS::IAM::RolePolicy", policy.get("Type").asText());
        assertEquals(events.get("Condition"), policy.get("Condition"));
        assertTrue(events.get("DependsOn").toString().contains("\"BucketEventsPolicy\""), events.toString());
        // Another bucket is another policy beside the old one: the name is what IAM has it replaced for.
        assertTrue(
                policy.get("Properties").get("PolicyName").toString().contains("\"Ref\":\"srcBucketName\""),
                policy.toString());
        hub.statements()
                .get("StackHooksRole")
                .forEach(statement -> assertFalse(
                        statement.get("Action").toString().contains("BucketNotification"), statement::toString));
    }
}
