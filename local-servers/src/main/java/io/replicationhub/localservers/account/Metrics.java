package io.replicationhub.localservers.account;

import io.replicationhub.localservers.identity.Refusal.Answer;
import io.replicationhub.localservers.identity.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * CloudWatch. Sources: CloudWatch API reference, GetMetricData (ids begin with a small letter, at most 500 queries; periods
 * are whole minutes, of five minutes for what is older than 15 days and of an hour beyond 63) and DescribeAlarms. Results
 * come ten a page, so that clients must ask for more.
 */
public final class Metrics {
    static final String VERSION = "2010-08-01";
    private static final int PAGE = 10;
    private static final int QUERIES_MOST = 500;
    private static final String NAMESPACE = "http://monitoring.amazonaws.com/doc/" + VERSION + "/";

    private final List<Point> points = new CopyOnWriteArrayList<>();
    private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();

    private record Point(String namespace, String metric, String dimension, Instant at, double value) {}

    private record Alarm(String state, String reason, Instant since) {}

    Metrics() {}

    /** @param dimension {@code Name=Value} */
    public void put(String namespace, String metric, String dimension, Instant at, double value) {
        points.add(new Point(namespace, metric, dimension, at, value));
    }

    /** @param state {@code OK}, {@code ALARM} or {@code INSUFFICIENT_DATA} */
    public void alarm(String name, String state, String reason, Instant since) {
        alarms.put(name, new Alarm(state, reason, since));
    }

    Answer answer(String action, Map<String, String> form) throws RefusedException {
        return switch (action) {
            case "cloudwatch:GetMetricData" -> data(form);
            case "cloudwatch:DescribeAlarms" -> describe(form);
            default -> throw Form.invalid("InvalidAction", "Could not find operation " + action);
        };
    }

    private Answer data(Map<String, String> form) throws RefusedException {
        Instant from = instant(form, "StartTime");
        Instant to = instant(form, "EndTime");
        if (!from.isBefore(to)) {
            throw Form.invalid("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
        }
        List<String> results = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 1; form.containsKey("MetricDataQueries.member." + i + ".Id"); i++) {
            String prefix = "MetricDataQueries.member." + i + '.';
            String id = Form.need(form, prefix + "Id");
            if (!id.matches("[a-z][a-zA-Z0-9_]*") || !ids.add(id) || i > QUERIES_MOST) {
                throw Form.invalid("ValidationError", "The value " + id + " is not a valid value for Id.");
            }
            results.add(result(id, form, prefix + "MetricStat.", from, to));
        }
        if (results.isEmpty()) {
            throw Form.invalid("ValidationError", "The parameter MetricDataQueries is required.");
        }
        int first = Integer.parseInt(form.getOrDefault("NextToken", "0"));
        int end = Math.min(results.size(), first + PAGE);
        return Answer.ofQuery(
                NAMESPACE,
                "GetMetricData",
                "<MetricDataResults>" + String.join("", results.subList(first, end)) + "</MetricDataResults>"
                        + (end < results.size() ? "<NextToken>" + end + "</NextToken>" : ""));
    }

    private String result(String id, Map<String, String> form, String prefix, Instant from, Instant to)
            throws RefusedException {
        String namespace = Form.need(form, prefix + "Metric.Namespace");
        String metric = Form.need(form, prefix + "Metric.MetricName");
        String dimension = Form.need(form, prefix + "Metric.Dimensions.member.1.Name")
                + '='
                + Form.need(form, prefix + "Metric.Dimensions.member.1.Value");
        String statistic = Form.need(form, prefix + "Stat");
        if (!Set.of("Sum", "Maximum").contains(statistic)) {
            throw Form.invalid("ValidationError", "The value " + statistic + " is not known here for Stat.");
        }
        long period = Long.parseLong(Form.need(form, prefix + "Period"));
        Duration age = Duration.between(from, Instant.now());
        long finest =
                age.compareTo(Duration.ofDays(63)) > 0 ? 3_600 : age.compareTo(Duration.ofDays(15)) > 0 ? 300 : 60;
        if (period < finest || period % finest != 0) {
            throw Form.invalid("ValidationError", "The parameter Period must be a multiple of " + finest + ".");
        }
        Map<Instant, Double> values = new TreeMap<>();
        for (Point point : points) {
            if (point.namespace.equals(namespace)
                    && point.metric.equals(metric)
                    && point.dimension.equals(dimension)
                    && !point.at.isBefore(from)
                    && point.at.isBefore(to)) {
                Instant bucket = Instant.ofEpochSecond(Math.floorDiv(point.at.getEpochSecond(), period) * period);
                values.merge(bucket, point.value, statistic.equals("Sum") ? Double::sum : Math::max);
            }
        }
        StringBuilder times = new StringBuilder();
        StringBuilder numbers = new StringBuilder();
        values.forEach((at, value) -> {
            times.append("<member>").append(at).append("</member>");
            numbers.append("<member>").append(value).append("</member>");
        });
        return "<member><Id>" + id + "</Id><Label>" + Form.escaped(metric) + "</Label><StatusCode>Complete</StatusCode>"
                + "<Timestamps>" + times + "</Timestamps><Values>" + numbers + "</Values></member>";
    }

    private Answer describe(Map<String, String> form) throws RefusedException {
        List<String> names = Form.list(form, "AlarmNames");
        if (names.size() > 100) {
            throw Form.invalid("ValidationError", "The collection AlarmNames must not have a size greater than 100.");
        }
        String state = form.getOrDefault("StateValue", "");
        StringBuilder found = new StringBuilder();
        new TreeMap<>(alarms).forEach((name, alarm) -> {
            if ((names.isEmpty() || names.contains(name)) && (state.isEmpty() || state.equals(alarm.state))) {
                found.append("<member><AlarmName>")
                        .append(Form.escaped(name))
                        .append("</AlarmName><StateValue>")
                        .append(alarm.state)
                        .append("</StateValue><StateReason>")
                        .append(Form.escaped(alarm.reason))
                        .append("</StateReason><StateUpdatedTimestamp>")
                        .append(alarm.since)
                        .append("</StateUpdatedTimestamp></member>");
            }
        });
        return Answer.ofQuery(
                NAMESPACE, "DescribeAlarms", "<MetricAlarms>" + found + "</MetricAlarms><CompositeAlarms/>");
    }

    private static Instant instant(Map<String, String> form, String name) throws RefusedException {
        try {
            return Instant.parse(Form.need(form, name));
        } catch (DateTimeParseException e) {
            throw Form.invalid("ValidationError", "The parameter " + name + " must be a timestamp.");
        }
    }
}
