package io.replicationhub.cdk;

import io.replicationhub.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;

/**
 * One metric of CloudWatch.
 *
 * @param dimension the one that tells whose it is
 * @param of its value
 */
record Series(String namespace, String name, String dimension, String of) {

    /** One of ours. */
    static Series of(Metric metric) {
        return new Series(Metric.NAMESPACE, metric.metricName(), Metric.DIMENSION, Aws.STACK_NAME);
    }

    /** Amazon SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS". */
    static Series queue(String name, String queueName) {
        return new Series("AWS/SQS", name, "QueueName", queueName);
    }

    /** Lambda Developer Guide, "Types of metrics for Lambda functions". */
    static Series function(String name, String functionName) {
        return new Series("AWS/Lambda", name, "FunctionName", functionName);
    }

    /** EventBridge User Guide, "Monitoring Amazon EventBridge": how often a rule of the default bus has matched. */
    static Series rule(String name, String ruleName) {
        return new Series("AWS/Events", name, "RuleName", ruleName);
    }

    /** As a line of a dashboard's graph. */
    List<Object> line(Map<String, Object> look) {
        List<Object> line = new ArrayList<>(List.of(namespace, name, dimension, of));
        line.add(look);
        return line;
    }
}
