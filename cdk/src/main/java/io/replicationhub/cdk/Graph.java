package io.replicationhub.cdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;

/** One picture of a dashboard, in the words of CloudWatch's dashboard body. For one thread. */
final class Graph {
    /** Of 24 columns. */
    static final int WIDTH = 8;

    static final int HEIGHT = 6;
    private static final int MINUTES_5 = 300;

    private final String title;
    private final List<Object> lines = new ArrayList<>();
    private final Map<String, Object> further = new LinkedHashMap<>();

    private Graph(String title) {
        this.title = title;
    }

    static Graph of(String title) {
        return new Graph(title);
    }

    Graph sum(Series series, String label) {
        return line(series, "Sum", label);
    }

    Graph most(Series series, String label) {
        return line(series, "Maximum", label);
    }

    Graph line(Series series, String statistic, String label) {
        lines.add(series.line(Map.of("stat", statistic, "label", label)));
        return this;
    }

    /** By the axis on the right. */
    Graph right(Series series, String statistic, String label) {
        lines.add(series.line(Map.of("stat", statistic, "label", label, "yAxis", "right")));
        return this;
    }

    /** A sum, divided by its period. */
    Graph perSecond(Series series, String id, String label) {
        lines.add(series.line(Map.of("stat", "Sum", "id", id, "visible", false)));
        lines.add(List.of(Map.of("expression", id + " / PERIOD(" + id + ")", "label", label)));
        return this;
    }

    /** Numbers of the whole time shown instead of curves. */
    Graph asNumbers() {
        further.put("view", "singleValue");
        further.put("setPeriodToTimeRange", true);
        return this;
    }

    Map<String, Object> widget(int column, int row) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("title", title);
        properties.put("region", Aws.REGION);
        properties.put("view", "timeSeries");
        properties.put("period", MINUTES_5);
        properties.put("metrics", lines);
        properties.putAll(further);
        return place("metric", column, row, properties);
    }

    static Map<String, Object> place(String type, int column, int row, Map<String, Object> properties) {
        return Map.of(
                "type", type,
                "x", column * WIDTH,
                "y", row * HEIGHT,
                "width", WIDTH,
                "height", HEIGHT,
                "properties", properties);
    }
}
