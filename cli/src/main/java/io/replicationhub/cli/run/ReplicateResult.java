package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.ArchiveSettings;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.cli.show.Words;
import io.replicationhub.outcome.OutcomeSummary;
import io.replicationhub.outcome.SkipReason;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.DiffSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a replication ended.
 *
 * @param archives what archived objects mean for the exit code
 * @param trouble why it could not be completed, if it could not
 * @param left tasks that were found and not begun, or not ended
 * @param swept unfinished uploads of earlier runs that were ended
 */
record ReplicateResult(
        Search search,
        ArchiveSettings archives,
        OutcomeSummary outcomes,
        Optional<String> trouble,
        long left,
        int swept,
        Duration took) {
    /** As the exit code will be, so will the summary. */
    ReplicateResult orUnreported(@Nullable ReportFile report) {
        Optional<String> told = trouble.or(() -> unreported(report));
        return new ReplicateResult(search, archives, outcomes, told, left, swept, took);
    }

    /** What is wrong with a report that is asked for and is not whole. */
    static Optional<String> unreported(@Nullable ReportFile report) {
        return report == null ? Optional.empty() : report.end().map(why -> "a file cannot be written: " + why);
    }

    ExitCode exitCode() {
        if (trouble.isPresent()) {
            return ExitCode.INCOMPLETE;
        }
        boolean all = deletes().flatMap(Deletes::refusal).isEmpty()
                && outcomes.failedObjects() + outcomes.superseded() + skippedOtherwise() == 0
                && !archives.objectTo(archived());
        return all ? ExitCode.AGREE : ExitCode.DIFFER;
    }

    private long skippedOtherwise() {
        return outcomes.skippedObjects() - outcomes.skipped().getOrDefault(SkipReason.ARCHIVED, 0L);
    }

    /** Those that the listings showed, and those that only reading showed. */
    private long archived() {
        return search.archived() + outcomes.skipped().getOrDefault(SkipReason.ARCHIVED, 0L);
    }

    /** By reason, in the order of the reasons. */
    private Map<SkipReason, Long> skipped() {
        Map<SkipReason, Long> all = new EnumMap<>(SkipReason.class);
        all.putAll(outcomes.skipped());
        if (archived() > 0) {
            all.put(SkipReason.ARCHIVED, archived());
        }
        return all;
    }

    /** Once both sides have been listed to their ends. */
    Optional<Deletes> deletes() {
        return search.summary().map(diff -> new Deletes(search.deletes(), diff.extra()));
    }

    void text(RunSettings settings, PrintStream out) {
        out.println("Replicate: " + settings.source().location() + " -> "
                + settings.destination().location());
        search.summary().ifPresent(diff -> {
            Lines.amount(out, "source", diff.source(), Lines.filtered(diff));
            Lines.amount(out, "already the same", diff.same(), "");
        });
        deletes().ifPresent(deletes -> deletes.result(out));
        Lines.amount(out, "copied", new Amount(outcomes.copiedObjects(), outcomes.copiedBytes()), lanes());
        Lines.losses(out, outcomes, "object", settings.report().isPresent());
        counted(out, "already there", outcomes.alreadyThere(), "");
        counted(out, "changed meanwhile", outcomes.superseded(), "run again to copy them as they are then");
        counted(out, "gone meanwhile", outcomes.sourceGone(), "deleted at the source since they were listed");
        counted(out, "deleted", outcomes.deleted(), "not at the source");
        counted(out, "gone already", outcomes.alreadyGone(), "not at the destination either any more");
        skipped().forEach((reason, count) -> counted(out, "skipped", count, explained(reason)));
        outcomes.failed().forEach((kind, count) -> counted(out, "failed", count, Words.of(kind)));
        counted(out, "not dealt with", left, "");
        if (swept > 0) {
            Lines.counted(out, "ended", swept, "upload", "left open by earlier runs");
        }
        Lines.row(out, "time", Amounts.time(took) + rate());
        Lines.row(out, "result", result());
        Failures.print(out, outcomes, settings.report().isPresent());
    }

    private String result() {
        return trouble.map(why -> "NOT COMPLETED: " + why + ". Start it again to carry on.")
                .orElseGet(() -> switch (exitCode()) {
                    case AGREE ->
                        "source and destination agree for all selected objects"
                                + (archived() == 0 ? "" : " but the archived ones")
                                + (outcomes.lost().isEmpty() ? "" : ", but for what copies were made without");
                    case DIFFER, USAGE, INCOMPLETE -> "source and destination DIFFER";
                });
    }

    private static String explained(SkipReason reason) {
        return reason == SkipReason.ARCHIVED ? "archived; drh restore asks for them" : Words.of(reason);
    }

    private String rate() {
        double seconds = Math.max(took.toMillis(), 1) / 1000.0;
        return outcomes.copiedObjects() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "   %,.0f objects/s, %s/s",
                        outcomes.copiedObjects() / seconds,
                        Amounts.bytes((long) (outcomes.copiedBytes() / seconds)));
    }

    private String lanes() {
        if (outcomes.copied().size() == 1) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        outcomes.copied().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(lane -> text.append(text.isEmpty() ? "" : ", ")
                        .append(Amounts.count(lane.getValue()))
                        .append(' ')
                        .append(Words.of(lane.getKey())));
        return text.toString();
    }

    private static void counted(PrintStream out, String name, long count, String note) {
        if (count > 0) {
            Lines.counted(out, name, count, "object", note);
        }
    }

    void json(PrintStream out) throws IOException {
        SummaryJson.write(out, json -> {
            SummaryJson.end(json, exitCode().number(), trouble);
            Optional<DiffSummary> diff = search.summary();
            if (diff.isPresent()) {
                SummaryJson.diff(json, diff.get());
            }
            json.writeObjectFieldStart("copied");
            json.writeNumberField("objects", outcomes.copiedObjects());
            json.writeNumberField("bytes", outcomes.copiedBytes());
            SummaryJson.counts(json, "lanes", outcomes.copied());
            SummaryJson.counts(json, "without", outcomes.lost());
            json.writeEndObject();
            json.writeNumberField("alreadyThere", outcomes.alreadyThere());
            json.writeNumberField("superseded", outcomes.superseded());
            json.writeNumberField("sourceGone", outcomes.sourceGone());
            if (deletes().isPresent()) {
                deletes().get().json(json);
            }
            json.writeNumberField("deleted", outcomes.deleted());
            json.writeNumberField("alreadyGone", outcomes.alreadyGone());
            SummaryJson.counts(json, "skipped", skipped());
            SummaryJson.counts(json, "failed", outcomes.failed());
            json.writeNumberField("notDealtWith", left);
            json.writeNumberField("seconds", took.toMillis() / 1000.0);
            Failures.json(json, outcomes.firstFailures());
        });
    }
}
