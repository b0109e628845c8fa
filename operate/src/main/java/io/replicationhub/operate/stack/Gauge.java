package io.replicationhub.operate.stack;

import io.replicationhub.metrics.Metric;

/** One metric of one thing, as a statistic of each period. */
public record Gauge(String namespace, String metric, String dimension, String value, Statistic statistic) {
    /** By CloudWatch's names (CloudWatch API reference, MetricStat). */
    public enum Statistic {
        SUM("Sum"),
        MAXIMUM("Maximum");

        private final String symbol;

        Statistic(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** A metric of our own. */
    static Gauge of(Metric metric, String stack) {
        return new Gauge(
                Metric.NAMESPACE,
                metric.metricName(),
                Metric.DIMENSION,
                stack,
                metric.unit() == Metric.Unit.SECONDS ? Statistic.MAXIMUM : Statistic.SUM);
    }

    /** A metric of a queue (SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS"). */
    static Gauge ofQueue(String metric, String url, Statistic statistic) {
        return new Gauge("AWS/SQS", metric, "QueueName", url.substring(url.lastIndexOf('/') + 1), statistic);
    }
}
