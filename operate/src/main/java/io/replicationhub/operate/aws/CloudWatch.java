package io.replicationhub.operate.aws;

import io.replicationhub.aws.call.AwsClient;
import io.replicationhub.aws.call.Xml;
import io.replicationhub.operate.Unreachable;
import io.replicationhub.operate.stack.Alarm;
import io.replicationhub.operate.stack.AlarmBoard;
import io.replicationhub.operate.stack.Gauge;
import io.replicationhub.operate.stack.Meters;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** CloudWatch. Source: CloudWatch API reference, GetMetricData and DescribeAlarms. */
final class CloudWatch implements Meters, AlarmBoard {
    private static final int QUERIES_MOST = 500;
    private static final int NAMES_MOST = 100;

    private final AwsClient api;

    CloudWatch(AwsClient api) {
        this.api = api;
    }

    @Override
    public Map<Gauge, NavigableMap<Instant, Double>> read(List<Gauge> gauges, Instant from, Instant to, Duration period)
            throws Unreachable {
        Map<Gauge, NavigableMap<Instant, Double>> all = new HashMap<>();
        for (int first = 0; first < gauges.size(); first += QUERIES_MOST) {
            some(gauges.subList(first, Math.min(gauges.size(), first + QUERIES_MOST)), from, to, period, all);
        }
        return all;
    }

    private void some(
            List<Gauge> gauges,
            Instant from,
            Instant to,
            Duration period,
            Map<Gauge, NavigableMap<Instant, Double>> all)
            throws Unreachable {
        Map<String, String> request = new TreeMap<>();
        request.put("StartTime", from.truncatedTo(ChronoUnit.SECONDS).toString());
        request.put("EndTime", to.truncatedTo(ChronoUnit.SECONDS).toString());
        request.put("ScanBy", "TimestampAscending");
        for (int i = 0; i < gauges.size(); i++) {
            Gauge gauge = gauges.get(i);
            all.put(gauge, new TreeMap<>());
            String prefix = "MetricDataQueries.member." + (i + 1) + '.';
            request.put(prefix + "Id", "m" + i);
            request.put(prefix + "MetricStat.Metric.Namespace", gauge.namespace());
            request.put(prefix + "MetricStat.Metric.MetricName", gauge.metric());
            request.put(prefix + "MetricStat.Metric.Dimensions.member.1.Name", gauge.dimension());
            request.put(prefix + "MetricStat.Metric.Dimensions.member.1.Value", gauge.value());
            request.put(prefix + "MetricStat.Period", Long.toString(period.toSeconds()));
            request.put(prefix + "MetricStat.Stat", gauge.statistic().symbol());
        }
        Pages.all("the metrics", token -> {
            if (!token.isEmpty()) {
                request.put("NextToken", token);
            }
            Xml result =
                    Refused.orElse("cloudwatch:GetMetricData", () -> api.form("the metrics", "GetMetricData", request));
            for (Xml series : result.members("MetricDataResults")) {
                add(series, gauges, all);
            }
            return result.text("NextToken");
        });
    }

    /** A series may come in pieces, one a page. */
    private static void add(Xml series, List<Gauge> gauges, Map<Gauge, NavigableMap<Instant, Double>> all)
            throws Unreachable {
        List<Xml> times = series.members("Timestamps");
        List<Xml> values = series.members("Values");
        try {
            Gauge gauge = gauges.get(Integer.parseInt(series.text("Id").substring(1)));
            NavigableMap<Instant, Double> known = all.computeIfAbsent(gauge, any -> new TreeMap<>());
            for (int i = 0; i < Math.min(times.size(), values.size()); i++) {
                known.put(
                        Instant.parse(times.get(i).text()),
                        Double.valueOf(values.get(i).text()));
            }
        } catch (DateTimeParseException | IndexOutOfBoundsException | NumberFormatException e) {
            throw new Unreachable("the metrics: CloudWatch's answer cannot be read", e);
        }
    }

    @Override
    public List<Alarm> ringing(List<String> names) throws Unreachable {
        List<Alarm> ringing = new ArrayList<>();
        for (int first = 0; first < names.size(); first += NAMES_MOST) {
            Map<String, String> request = new TreeMap<>();
            request.put("StateValue", "ALARM");
            request.put("AlarmTypes.member.1", "MetricAlarm");
            request.put("AlarmTypes.member.2", "CompositeAlarm");
            request.put("MaxRecords", Integer.toString(NAMES_MOST));
            List<String> some = names.subList(first, Math.min(names.size(), first + NAMES_MOST));
            for (int i = 0; i < some.size(); i++) {
                request.put("AlarmNames.member." + (i + 1), some.get(i));
            }
            Xml result = Refused.orElse(
                    "cloudwatch:DescribeAlarms", () -> api.form("the alarms", "DescribeAlarms", request));
            result.members("MetricAlarms").forEach(alarm -> ringing.add(alarm(alarm)));
            result.members("CompositeAlarms").forEach(alarm -> ringing.add(alarm(alarm)));
        }
        return ringing;
    }

    private static Alarm alarm(Xml alarm) {
        return new Alarm(
                alarm.text("AlarmName"), alarm.text("StateReason"), instant(alarm.text("StateUpdatedTimestamp")));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
