package io.replicationhub.cli.show;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.plan.Difference;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON line for each object: {@code {"key":…,"outcome":…,"bytes":…,"sourceEtag":…,"etag":…,"reason":…}}, and
 * {@code "without":[{"what":…,"why":…}]} where a copy does not have all that its source has. Lines are written as objects
 * are settled, in no order, each one whole. Thread-safe.
 *
 * <p>They are in the file within a second. A process that is killed loses those of its last second at most, and may leave
 * the last one broken off; a machine that loses its power may lose more. While lines are taken back, because a side turned
 * out to list without order, a process that is killed may leave some of them, and one torn in two.
 *
 * <p>What cannot be written, because the disk is full for example, ends the report and not the copying: the rest is left
 * out, and whoever closes it is told.
 */
public final class ReportFile implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    /** After this what was written is in the file, whether or not more is. */
    private static final Duration WRITTEN_OUT = Duration.ofSeconds(1);

    private final Path file;
    private final JsonGenerator lines;
    private final Ticker ticker;
    private boolean waiting;
    private boolean closed;
    private @Nullable IOException failure;

    private ReportFile(Path file, JsonGenerator lines) {
        this.file = file;
        this.lines = lines;
        this.ticker = Ticker.every("report", WRITTEN_OUT, this::writeOut);
    }

    public static ReportFile create(Path file) throws IOException {
        FileOutputStream out;
        try {
            if (Files.isRegularFile(file)) {
                Retraction.ofAll(file);
            }
            // At its end, wherever that is after lines were taken back. A channel would be closed by the interrupt that
            // ends a run, with the last lines unwritten.
            out = new FileOutputStream(file.toFile(), true);
        } catch (IOException e) {
            throw broken(file, e);
        }
        JsonGenerator lines = JSON.createGenerator(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder())));
        lines.setRootValueSeparator(null);
        return new ReportFile(file, lines);
    }

    /**
     * Takes back all lines, for those that come anew. A file that cannot be shortened, such as a pipe, is said not to be
     * whole when it is closed.
     */
    public void restart() {
        takeBack(() -> Retraction.ofAll(file));
    }

    /**
     * Takes back what a comparison has said that begins anew, and leaves what became of objects. From what cannot be
     * shortened nothing is taken back: what became of objects counts for more there than that some are told as the same
     * twice.
     */
    public void retractCompared() {
        if (Files.isRegularFile(file)) {
            takeBack(() -> Retraction.ofCompared(file));
        }
    }

    private interface Taking {
        void back() throws IOException;
    }

    private synchronized void takeBack(Taking taking) {
        if (failure != null) {
            return;
        }
        try {
            lines.flush();
            taking.back();
        } catch (IOException e) {
            failure = e;
        }
    }

    /** An object that was dealt with. */
    void settled(ObjectKey key, Outcome outcome) {
        write(ReportLine.settled(key, outcome));
    }

    /** An entry of an object's history that was dealt with. */
    public void settled(ListedVersion version, Outcome outcome) {
        write(ReportLine.settled(version, outcome));
    }

    /** What was found of an entry of an object's history, which may be a delete marker. */
    public void version(ListedVersion version, String outcome, long bytes, ETag destination, String reason) {
        write(ReportLine.of(version, outcome, bytes, destination, reason));
    }

    /**
     * An object that is not as it should be.
     *
     * @param changed what the command calls one that is on both sides and other
     */
    public void difference(Difference difference, String changed) {
        write(ReportLine.of(difference, changed));
    }

    /** An object that was left alone. */
    public void skipped(ListedObject source, SkipReason reason) {
        write(ReportLine.of(source, "skipped", ETag.NONE, Words.of(reason)));
    }

    /** What a comparison found of a source object. */
    public void compared(String outcome, ListedObject source, ETag destination, String reason) {
        write(ReportLine.of(source, outcome, destination, reason));
    }

    /** What a comparison found of an object, or any other ending; unknown numbers are negative, unknown tags NONE. */
    public void line(ObjectKey key, String outcome, long bytes, ETag source, ETag destination, String reason) {
        write(ReportLine.of(key, outcome, bytes, source, destination, reason));
    }

    private synchronized void write(ReportLine line) {
        if (failure != null || closed) {
            return;
        }
        try {
            line.write(lines);
            lines.writeRaw('\n');
            waiting = true;
        } catch (IOException e) {
            failure = e;
        }
    }

    private synchronized void writeOut() {
        if (!waiting || failure != null) {
            return;
        }
        waiting = false;
        try {
            lines.flush();
        } catch (IOException e) {
            failure = e;
        }
    }

    private static IOException broken(Path file, IOException cause) {
        return new IOException("the report " + file + ": " + cause.getMessage(), cause);
    }

    /** Ends it while there is still time to tell: why not all lines could be written, which closing says no more. */
    public Optional<String> end() {
        try {
            close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** @throws IOException where not all lines could be written */
    @Override
    public void close() throws IOException {
        // Not under the lock, for which its thread may wait.
        ticker.close();
        closeFile();
    }

    private synchronized void closeFile() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            lines.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        if (failure != null) {
            throw broken(file, failure);
        }
    }
}
