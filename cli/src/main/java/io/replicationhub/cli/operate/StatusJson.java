package io.replicationhub.cli.operate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.cli.show.Words;
import io.replicationhub.metrics.Metric;
import io.replicationhub.operate.letter.Level;
import io.replicationhub.operate.stack.Alarm;
import io.replicationhub.operate.stack.Counts;
import io.replicationhub.operate.stack.LastRun;
import io.replicationhub.operate.stack.Rate;
import io.replicationhub.operate.stack.SenderTask;
import io.replicationhub.operate.stack.StackStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/** How a stack is, for programs. What is not known is left out. Field names are part of the contract. */
final class StatusJson {
    private StatusJson() {}

    private interface Writing<T> {
        void write(T value) throws IOException;
    }

    static void write(PrintStream out, StackStatus status) throws IOException {
        SummaryJson.write(out, json -> {
            json.writeStringField("stack", status.stack());
            json.writeStringField("state", status.state());
            json.writeStringField("at", status.at().toString());
            known(status.running(), tasks -> running(json, tasks));
            known(status.lastRun(), run -> run(json, run));
            known(status.sinceRun(), counts -> counts(json, "sinceLastRun", counts));
            known(status.day(), counts -> counts(json, "last24Hours", counts));
            known(status.queue(), level -> level(json, "backlog", level));
            known(status.oldest(), age -> json.writeNumberField("oldestSeconds", age.toSeconds()));
            known(status.rate(), rate -> rate(json, rate));
            known(status.timeLeft(), time -> json.writeNumberField("timeLeftSeconds", time.toSeconds()));
            known(status.deadLetters(), level -> level(json, "deadLetters", level));
            known(status.alarms(), alarms -> alarms(json, alarms));
            texts(json, "needsAttention", status.attention());
            texts(json, "unknown", status.unknown());
        });
    }

    private static <T> void known(Optional<T> value, Writing<T> writing) throws IOException {
        if (value.isPresent()) {
            writing.write(value.get());
        }
    }

    private static void running(JsonGenerator json, List<SenderTask> tasks) throws IOException {
        json.writeArrayFieldStart("running");
        for (SenderTask task : tasks) {
            json.writeStartObject();
            json.writeStringField("task", task.id());
            json.writeStringField("status", task.status());
            json.writeStringField("began", task.began().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void run(JsonGenerator json, LastRun run) throws IOException {
        json.writeObjectFieldStart("lastRun");
        json.writeStringField("ending", Words.of(run.ending()));
        json.writeStringField("began", run.began().toString());
        json.writeStringField("ended", run.ended().toString());
        json.writeNumberField("seconds", run.took().toSeconds());
        json.writeStringField("reason", run.reason());
        json.writeEndObject();
    }

    /** By the metrics' own names. */
    private static void counts(JsonGenerator json, String name, Counts counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Metric metric : Metric.values()) {
            json.writeNumberField(metric.metricName(), counts.of(metric));
        }
        json.writeEndObject();
    }

    private static void level(JsonGenerator json, String name, Level level) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("waiting", level.waiting());
        json.writeNumberField("inFlight", level.inFlight());
        json.writeNumberField("delayed", level.delayed());
        json.writeEndObject();
    }

    private static void rate(JsonGenerator json, Rate rate) throws IOException {
        json.writeObjectFieldStart("rate");
        json.writeNumberField("objectsPerSecond", rate.objects());
        json.writeNumberField("bytesPerSecond", rate.bytes());
        json.writeNumberField("messagesPerSecond", rate.messages());
        json.writeNumberField("overSeconds", rate.over().toSeconds());
        json.writeEndObject();
    }

    private static void alarms(JsonGenerator json, List<Alarm> alarms) throws IOException {
        json.writeArrayFieldStart("alarms");
        for (Alarm alarm : alarms) {
            json.writeStartObject();
            json.writeStringField("name", alarm.name());
            json.writeStringField("reason", alarm.reason());
            if (alarm.since().isPresent()) {
                json.writeStringField("since", alarm.since().get().toString());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
