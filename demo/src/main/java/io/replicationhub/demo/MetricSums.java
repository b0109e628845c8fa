package io.replicationhub.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Adds up the metric lines that the programs write, as CloudWatch would. Thread-safe. */
final class MetricSums implements Consumer<String> {
    private static final JsonFactory JSON = new JsonFactory();
    private final Map<String, Long> sums = new ConcurrentHashMap<>();

    @Override
    public void accept(String line) {
        try (JsonParser json = JSON.createParser(line)) {
            int depth = 0;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (depth == 1 && token.isNumeric()) {
                    sums.merge(json.currentName(), json.getLongValue(), Long::sum);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("not a metric line: " + line, e);
        }
    }

    long sum(String metric) {
        return sums.getOrDefault(metric, 0L);
    }

    /** Objects that are dealt with, whichever way. */
    long settled() {
        return sum("ObjectsCopied")
                + sum("ObjectsFailed")
                + sum("ObjectsAlreadyThere")
                + sum("ObjectsGone")
                + sum("ObjectsSuperseded");
    }
}
