package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.metrics.Metric;
import io.replicationhub.stack.StackOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WatchTest {
    /** Amazon SQS Developer Guide, Lambda Developer Guide and EventBridge User Guide, lists of metrics. */
    private static final Set<String> OF_AWS = Set.of(
            "AWS/SQS ApproximateNumberOfMessagesVisible",
            "AWS/SQS ApproximateNumberOfMessagesNotVisible",
            "AWS/SQS ApproximateNumberOfMessagesDelayed",
            "AWS/SQS ApproximateAgeOfOldestMessage",
            "AWS/Events TriggeredRules",
            "AWS/Lambda Errors",
            "AWS/Lambda Throttles",
            "AWS/Lambda Invocations",
            "AWS/Lambda Duration",
            "AWS/Lambda ConcurrentExecutions");

    @Test
    void everyIncidentHasAnAlarmThatTellsOfItAndNamesItsHeading() {
        Map<String, JsonNode> alarms = Synthesized.plain().resources("AWS::CloudWatch::Alarm");
        assertEquals(Arrays.stream(Incident.values()).map(Incident::id).collect(Collectors.toSet()), alarms.keySet());
        for (Incident incident : Incident.values()) {
            JsonNode alarm = alarms.get(incident.id()).get("Properties");
            String description = alarm.get("AlarmDescription").asText();
            assertTrue(description.contains('"' + incident.heading() + '"'), description);
            assertTrue(alarm.get("AlarmName").toString().contains(incident.heading()));
            assertEquals("Topic", alarm.get("AlarmActions").get(0).get("Ref").asText());
        }
    }

    @Test
    void theRunbookHasAHeadingForEachAlarmAndNoOthers() throws IOException {
        Set<String> headings = Files.readString(Synthesized.ROOT.resolve("docs/runbook.md"))
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .collect(Collectors.toSet());
        assertEquals(Arrays.stream(Incident.values()).map(Incident::heading).collect(Collectors.toSet()), headings);
    }

    @Test
    void everythingThatIsWatchedIsEmitted() {
        Set<String> ours =
                Arrays.stream(Metric.values()).map(Metric::metricName).collect(Collectors.toSet());
        Set<String> watched = new TreeSet<>(ofDashboard());
        watched.addAll(ofAlarms());
        for (String metric : watched) {
            String[] words = metric.split(" ");
            assertTrue(words[0].equals(Metric.NAMESPACE) ? ours.contains(words[1]) : OF_AWS.contains(metric), metric);
        }
    }

    @Test
    void everythingThatIsEmittedIsOnTheDashboard() {
        Set<String> missing =
                Arrays.stream(Metric.values()).map(Metric::metricName).collect(Collectors.toSet());
        ofDashboard().forEach(metric -> missing.remove(metric.split(" ")[1]));
        assertEquals(Set.of(), missing);
    }

    @Test
    void runsThatDoNotComeAreNoticedAfterThreeOfThem() {
        JsonNode alarm = Synthesized.plain().properties(Incident.NO_RUN.id());
        assertEquals(3, alarm.get("EvaluationPeriods").asInt());
        assertEquals("breaching", alarm.get("TreatMissingData").asText());
        JsonNode periods = Synthesized.plain().template().get("Mappings").get("RunPeriods");
        for (JsonNode hours : Synthesized.plain()
                .template()
                .get("Parameters")
                .get("runExpectedEveryHours")
                .get("AllowedValues")) {
            int seconds = periods.get(hours.asText()).get("seconds").asInt();
            // CloudWatch API reference, PutMetricAlarm: with periods of an hour and more, seven days in all.
            assertTrue(seconds >= 3_600 && 3 * seconds <= 7 * 86_400, hours.asText());
        }
    }

    @Test
    void theStackSaysAllThatItShouldOfItselfAndNothingElse() {
        Set<String> outputs = new HashSet<>();
        Synthesized.plain().template().get("Outputs").fieldNames().forEachRemaining(outputs::add);
        assertEquals(Arrays.stream(StackOutput.values()).map(StackOutput::key).collect(Collectors.toSet()), outputs);
    }

    private static Set<String> ofDashboard() {
        String body =
                Synthesized.plain().properties("Dashboard").get("DashboardBody").toString();
        Matcher line = Pattern.compile("\\[\\\\\"(AWS/\\w+|" + Metric.NAMESPACE + ")\\\\\",\\\\\"(\\w+)\\\\\"")
                .matcher(body);
        Set<String> found = new TreeSet<>();
        while (line.find()) {
            found.add(line.group(1) + ' ' + line.group(2));
        }
        assertTrue(found.size() > 20, body);
        return found;
    }

    private static Set<String> ofAlarms() {
        Set<String> found = new TreeSet<>();
        Synthesized.plain()
                .resources("AWS::CloudWatch::Alarm")
                .values()
                .forEach(alarm -> alarm.findParents("MetricName")
                        .forEach(metric -> found.add(metric.get("Namespace").asText()
                                + ' '
                                + metric.get("MetricName").asText())));
        return found;
    }
}
