package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.replicationhub.retry.Sleeper;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a run of drh came to. */
record Ran(int code, String out, String err, Duration took) {
    /** Runs drh in this process. */
    static Ran drh(Map<String, String> environment, String... arguments) {
        return drh(environment, Sleeper.REAL, arguments);
    }

    /** With pauses of the test's. */
    static Ran drh(Map<String, String> environment, Sleeper sleeper, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        long began = System.nanoTime();
        int code = Drh.run(
                arguments,
                environment,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                sleeper);
        return new Ran(
                code,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8),
                Duration.ofNanos(System.nanoTime() - began));
    }

    /** With a standard output of the test's. */
    static Ran drh(Map<String, String> environment, OutputStream out, List<String> arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        long began = System.nanoTime();
        int code = Drh.run(
                arguments.toArray(String[]::new),
                environment,
                new PrintStream(new BufferedOutputStream(out), false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Ran(code, "", err.toString(StandardCharsets.UTF_8), Duration.ofNanos(System.nanoTime() - began));
    }

    /** The run ended so. */
    Ran ended(int expected) {
        assertEquals(expected, code, this::toString);
        return this;
    }

    Ran says(String... parts) {
        for (String part : parts) {
            assertTrue((out + err).contains(part), () -> "'" + part + "' is not in " + this);
        }
        return this;
    }

    Ran doesNotSay(String... parts) {
        for (String part : parts) {
            assertFalse((out + err).contains(part), () -> "'" + part + "' is in " + this);
        }
        return this;
    }

    Ran within(Duration limit) {
        assertTrue(took.compareTo(limit) < 0, () -> "it took longer than " + limit + ": " + this);
        return this;
    }

    /** What standard output holds: one document and a line end. */
    JsonNode json() throws IOException {
        assertTrue(out.endsWith("}" + System.lineSeparator()), out);
        return new ObjectMapper().readTree(out);
    }

    List<String> problems() {
        return err.lines()
                .filter(line -> !line.startsWith("drh: nothing was done"))
                .toList();
    }

    @Override
    public String toString() {
        return "exit " + code + " after " + took.toMillis() + " ms\n--- out\n" + out + "--- err\n" + err;
    }
}
