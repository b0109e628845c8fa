package io.replicationhub.cli.show;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.object.ArchiveState;
import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.outcome.Loss;
import io.replicationhub.outcome.Outcome;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.plan.Difference;
import java.io.BufferedWriter;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One JSON line for each object: {@code {"key":…,"outcome":…,"bytes":…,"sourceEtag":…,"etag":…,"reason":…}}, and
 * {@code "without":[{"what":…,"why":…}]} where a copy does not have all that its source has. Lines are written as objects
 * are settled, in no order, each one whole. Thread-safe.
 *
 * <p>They are in the file within a second. A process that is killed loses those of its last second at most, and may leave
 * the last one broken off; a machine that loses its power may lose more.
 *
 * <p>What cannot be written, because the disk is full for example, ends the report and not the copying: the rest is left
 * out, and whoever closes it is told.
 */
public final class ReportFile implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    /** After this what was written is in the file, whether or not more is. */
    private static final Duration WRITTEN_OUT = Duration.ofSeconds(1);

    private final Path file;
    private final FileOutputStream out;
    private final JsonGenerator lines;
    private final Ticker ticker;
    private boolean waiting;
    private boolean closed;
    private @Nullable IOException failure;

    private ReportFile(Path file, FileOutputStream out, JsonGenerator lines) {
        this.file = file;
        this.out = out;
        this.lines = lines;
        this.ticker = Ticker.every("report", WRITTEN_OUT, this::writeOut);
    }

    public static ReportFile create(Path file) throws IOException {
        FileOutputStream out;
        try {
            // A channel would be closed by the interrupt that ends a run, with the last lines unwritten.
            out = new FileOutputStream(file.toFile());
        } catch (IOException e) {
            throw broken(file, e);
        }
        JsonGenerator lines = JSON.createGenerator(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8.newEncoder())));
        lines.setRootValueSeparator(null);
        return new ReportFile(file, out, lines);
    }

    /**
     * Takes back all lines, for those that come anew. A file that cannot be shortened, such as a pipe, is said not to be
     * whole when it is closed.
     */
    public synchronized void restart() {
        if (failure != null) {
            return;
        }
        try {
            lines.flush();
            out.getChannel().truncate(0);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Takes back what a comparison has said that begins anew, and leaves what became of objects; else as {@link #restart}. */
    public synchronized void retractCompared() {
        if (failure != null) {
            return;
        }
        try {
            lines.flush();
            out.getChannel().position(Retraction.of(file));
        } catch (IOException e) {
            failure = e;
        }
    }

    /** An object that was dealt with. */
    void settled(ObjectKey key, Outcome outcome) {
        ETag source = outcome instanceof Outcome.Copied copied ? copied.source() : ETag.NONE;
        settled(key, Optional.empty(), source, outcome);
    }

    /** An entry of an object's history that was dealt with. */
    public void settled(ListedVersion version, Outcome outcome) {
        settled(version.key(), Optional.of(version), etag(version), outcome);
    }

    private void settled(ObjectKey key, Optional<ListedVersion> version, ETag source, Outcome outcome) {
        long bytes = outcome instanceof Outcome.Copied copied ? copied.bytes() : -1;
        ETag destination = switch (outcome) {
            case Outcome.Copied copied -> copied.destination();
            case Outcome.AlreadyThere there -> there.destination();
            default -> ETag.NONE;
        };
        String reason = switch (outcome) {
            case Outcome.Copied copied -> Words.of(copied.lane());
            case Outcome.Superseded superseded -> superseded.detail();
            case Outcome.Skipped skipped -> Words.of(skipped.reason());
            case Outcome.Failed failed -> Words.of(failed.failureClass()) + ": " + failed.reason();
            default -> "";
        };
        List<Loss> lost = outcome instanceof Outcome.Copied copied ? copied.lost() : List.of();
        line(key, version, name(outcome), bytes, source, destination, reason, lost);
    }

    private static String name(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Copied copied -> "copied";
            case Outcome.AlreadyThere there -> "already-there";
            case Outcome.Superseded superseded -> "superseded";
            case Outcome.SourceGone gone -> "source-gone";
            case Outcome.Deleted deleted -> "deleted";
            case Outcome.AlreadyGone gone -> "already-gone";
            case Outcome.Skipped skipped -> "skipped";
            case Outcome.Failed failed -> "failed";
        };
    }

    /** What was found of an entry of an object's history, which may be a delete marker. */
    public void version(ListedVersion version, String outcome, long bytes, ETag destination, String reason) {
        line(version.key(), Optional.of(version), outcome, bytes, etag(version), destination, reason, List.of());
    }

    private static ETag etag(ListedVersion version) {
        return version instanceof ListedVersion.Content content
                ? content.object().stamp().etag()
                : ETag.NONE;
    }

    /**
     * An object that is not as it should be.
     *
     * @param changed what the command calls one that is on both sides and other
     */
    public void difference(Difference difference, String changed) {
        switch (difference) {
            case Difference.Missing missing -> compared("missing", missing.source(), ETag.NONE, "");
            case Difference.Changed other ->
                compared(changed, other.source(), other.destination().stamp().etag(), Words.of(other.why()));
            case Difference.Archived archived -> compared("archived", archived.source(), ETag.NONE, state(archived));
            case Difference.Extra only -> {
                ListedObject found = only.destination();
                line(
                        found.key(),
                        Findings.EXTRA,
                        found.stamp().size(),
                        ETag.NONE,
                        found.stamp().etag(),
                        "");
            }
        }
    }

    private static String state(Difference.Archived archived) {
        String storageClass = archived.source().storageClass();
        return archived.source().archive() == ArchiveState.RESTORING ? storageClass + ", being restored" : storageClass;
    }

    /** An object that was left alone. */
    public void skipped(ListedObject source, SkipReason reason) {
        compared("skipped", source, ETag.NONE, Words.of(reason));
    }

    /** What a comparison found of a source object. */
    public void compared(String outcome, ListedObject source, ETag destination, String reason) {
        line(source.key(), outcome, source.stamp().size(), source.stamp().etag(), destination, reason);
    }

    /** What a comparison found of an object, or any other ending; unknown numbers are negative, unknown tags NONE. */
    public void line(ObjectKey key, String outcome, long bytes, ETag source, ETag destination, String reason) {
        line(key, outcome, bytes, source, destination, reason, List.of());
    }

    private void line(
            ObjectKey key, String outcome, long bytes, ETag source, ETag destination, String reason, List<Loss> lost) {
        line(key, Optional.empty(), outcome, bytes, source, destination, reason, lost);
    }

    private synchronized void line(
            ObjectKey key,
            Optional<ListedVersion> version,
            String outcome,
            long bytes,
            ETag source,
            ETag destination,
            String reason,
            List<Loss> lost) {
        if (failure != null || closed) {
            return;
        }
        try {
            lines.writeStartObject();
            lines.writeStringField("key", key.value());
            if (version.isPresent()) {
                lines.writeStringField("version", version.get().id().value());
                lines.writeBooleanField("deleteMarker", version.get() instanceof ListedVersion.DeleteMarker);
            }
            lines.writeStringField("outcome", outcome);
            if (bytes >= 0) {
                lines.writeNumberField("bytes", bytes);
            }
            if (source.isPresent()) {
                lines.writeStringField("sourceEtag", source.value());
            }
            if (destination.isPresent()) {
                lines.writeStringField("etag", destination.value());
            }
            if (!reason.isEmpty()) {
                lines.writeStringField("reason", reason);
            }
            if (!lost.isEmpty()) {
                lines.writeArrayFieldStart("without");
                for (Loss loss : lost) {
                    lines.writeStartObject();
                    lines.writeStringField("what", Words.of(loss.trait()));
                    lines.writeStringField("why", loss.detail());
                    lines.writeEndObject();
                }
                lines.writeEndArray();
            }
            lines.writeEndObject();
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
