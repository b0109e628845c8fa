package io.replicationhub.cdk;

import io.replicationhub.metrics.Metric;
import io.replicationhub.stack.Timing;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnMapping;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;

/** Tells of every {@link Incident} by the topic. */
final class Alarms {
    private static final Duration PERIOD = Duration.ofMinutes(5);
    private static final int PERIODS_OF_THROTTLING = 3;
    private static final String PERIODS = "RunPeriods";

    private final Stack stack;
    private final String topic;

    private Alarms(Stack stack, String topic) {
        this.stack = stack;
        this.topic = topic;
    }

    static void add(
            Stack stack,
            String topic,
            RunParameters asked,
            Queues queues,
            JobWorkerFunction worker,
            Series failedTasks) {
        var alarms = new Alarms(stack, topic);
        String function = worker.function().getRef();
        alarms.above(
                Incident.DEAD_LETTERS,
                Series.queue(
                        "ApproximateNumberOfMessagesVisible",
                        queues.deadLetters().getAttrQueueName()),
                "Maximum",
                0,
                1);
        alarms.above(
                Incident.OLD_MESSAGES,
                Series.queue("ApproximateAgeOfOldestMessage", queues.tasks().getAttrQueueName()),
                "Maximum",
                Timing.OLDEST_MESSAGE.toSeconds(),
                1);
        // ECS tells of every failed run, and the run itself of those alone that it outlives.
        alarms.above(Incident.RUN_FAILED, failedTasks, "Sum", 0, 1);
        alarms.above(Incident.WORKER_ERRORS, Series.function("Errors", function), "Sum", 0, 1);
        alarms.above(
                Incident.WORKER_THROTTLED, Series.function("Throttles", function), "Sum", 0, PERIODS_OF_THROTTLING);
        alarms.above(Incident.WORKER_HALTED, Series.of(Metric.WORKER_HALTS), "Sum", 0, 1);
        alarms.above(Incident.DELETES_REFUSED, Series.of(Metric.DELETES_REFUSED), "Sum", 0, 1);
        alarms.noRun(asked);
    }

    private void above(Incident incident, Series series, String statistic, long threshold, int periods) {
        Map<String, Object> properties = about(incident);
        properties.put("Namespace", series.namespace());
        properties.put("MetricName", series.name());
        properties.put("Dimensions", List.of(Map.of("Name", series.dimension(), "Value", series.of())));
        properties.put("Statistic", statistic);
        properties.put("Period", PERIOD.toSeconds());
        properties.put("EvaluationPeriods", periods);
        properties.put("Threshold", threshold);
        properties.put("ComparisonOperator", "GreaterThanThreshold");
        properties.put("TreatMissingData", "notBreaching");
        alarm(incident, properties);
    }

    /**
     * A run that left the work to the one before it counts: it did run. Of metrics that say nothing, zero is taken. Without a
     * schedule nobody said that there are runs by leaving the hours as they were; who has a clock of his own says so by others.
     */
    private void noRun(RunParameters asked) {
        CfnCondition expected = Choice.of(
                stack,
                "RunExpected",
                Fn.conditionAnd(
                        Fn.conditionNot(Choice.equal(asked.expectedHours(), RunParameters.NEVER)),
                        Fn.conditionOr(
                                Fn.conditionNot(Choice.equal(asked.schedule(), "")),
                                Fn.conditionNot(Choice.equal(asked.expectedHours(), RunParameters.HOURS.getFirst())))));
        Map<String, Map<String, Object>> seconds = new LinkedHashMap<>();
        RunParameters.HOURS.forEach(hours -> seconds.put(
                hours, Map.of("seconds", Duration.ofHours(Long.parseLong(hours)).toSeconds())));
        seconds.put(RunParameters.NEVER, Map.of("seconds", Duration.ofHours(1).toSeconds()));
        CfnMapping.Builder.create(stack, PERIODS).mapping(seconds).build();
        Object period = Map.of(
                "Fn::FindInMap",
                List.of(PERIODS, Map.of("Ref", asked.expectedHours().getLogicalId()), "seconds"));
        Map<String, Object> properties = about(Incident.NO_RUN);
        properties.put(
                "Metrics",
                List.of(
                        counted("completed", Metric.RUNS_COMPLETED, period),
                        counted("overlapped", Metric.RUNS_OVERLAPPED, period),
                        Map.of(
                                "Id", "runs",
                                "Label", "Runs",
                                "Expression", "FILL(completed, 0) + FILL(overlapped, 0)",
                                "ReturnData", true)));
        properties.put("EvaluationPeriods", Timing.MISSED_RUNS);
        properties.put("Threshold", 1);
        properties.put("ComparisonOperator", "LessThanThreshold");
        properties.put("TreatMissingData", "breaching");
        alarm(Incident.NO_RUN, properties).getCfnOptions().setCondition(expected);
    }

    private static Map<String, Object> counted(String id, Metric metric, Object period) {
        Series series = Series.of(metric);
        return Map.of(
                "Id",
                id,
                "MetricStat",
                Map.of(
                        "Metric",
                        Map.of(
                                "Namespace", series.namespace(),
                                "MetricName", series.name(),
                                "Dimensions", List.of(Map.of("Name", series.dimension(), "Value", series.of()))),
                        "Period",
                        period,
                        "Stat",
                        "Sum"),
                "ReturnData",
                false);
    }

    /** The name is what the e-mail's subject has. */
    private Map<String, Object> about(Incident incident) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("AlarmName", Aws.STACK_NAME + ": " + incident.heading());
        properties.put("AlarmDescription", incident.description());
        properties.put("AlarmActions", List.of(topic));
        return properties;
    }

    private CfnResource alarm(Incident incident, Map<String, Object> properties) {
        return CfnResource.Builder.create(stack, incident.id())
                .type("AWS::CloudWatch::Alarm")
                .properties(properties)
                .build();
    }
}
