package io.replicationhub.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.cli.run.VersionTotals.Entries;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Findings;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.cli.show.Words;
import io.replicationhub.outcome.OutcomeSummary;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/**
 * How a run over histories ended.
 *
 * @param findings what is lacking, where it was only looked for, and what could not be read
 * @param trouble why it could not be completed, if it could not
 * @param swept unfinished uploads of earlier runs that were ended
 */
record VersionsResult(
        RunSettings settings,
        VersionsRun.Task task,
        VersionTotals totals,
        Findings findings,
        Optional<String> trouble,
        int swept) {

    ExitCode exitCode() {
        if (trouble.isPresent()) {
            return ExitCode.INCOMPLETE;
        }
        if (totals.unreadableObjects() > 0) {
            return ExitCode.DIFFER;
        }
        boolean lacking = totals.lacking().count() > 0;
        return switch (task) {
            case PLAN -> settings.exitCode() && lacking ? ExitCode.DIFFER : ExitCode.AGREE;
            case VERIFY -> lacking ? ExitCode.DIFFER : ExitCode.AGREE;
            case REPLICATE -> {
                // An archived version is no failure; that others wait behind it leaves the destination behind.
                boolean all = totals.leftOnlyArchives()
                        && totals.readableHeldBack() == 0
                        && !settings.archives().objectTo(totals.archived());
                yield all ? ExitCode.AGREE : ExitCode.DIFFER;
            }
        };
    }

    void text(PrintStream out) {
        String name = task.name().charAt(0) + task.name().substring(1).toLowerCase(Locale.ROOT);
        out.println(name + " versions: " + settings.source().location() + " -> "
                + settings.destination().location());
        entries(out, "source", totals.source());
        entries(out, "destination", totals.destination());
        Lines.counted(out, "histories the same", totals.sameObjects(), "object", "");
        if (task == VersionsRun.Task.REPLICATE) {
            carried(out);
        } else {
            versions(out, "missing", totals.lacking());
            markers(out, "missing", totals.lacking());
        }
        Lines.counted(out, "only at destination", totals.extraObjects(), "object", "");
        some(out, "ended", swept, "upload", "left open by earlier runs");
        Lines.row(out, "result", result());
        boolean reported = settings.report().isPresent();
        Failures.print(out, totals.outcomes(), reported);
        findings.print(out, reported);
    }

    private void carried(PrintStream out) {
        OutcomeSummary outcomes = totals.outcomes();
        Lines.counted(out, "copied", outcomes.copiedObjects(), "version", Amounts.bytes(outcomes.copiedBytes()));
        Lines.losses(out, outcomes, "version", settings.report().isPresent());
        Lines.counted(out, "made", outcomes.deleted(), "delete marker", "");
        some(out, "already there", outcomes.alreadyThere(), "version", "");
        some(out, "changed meanwhile", outcomes.superseded(), "version", "run again to copy them as they are then");
        some(out, "gone meanwhile", outcomes.sourceGone(), "version", "deleted at the source since they were listed");
        outcomes.skipped()
                .forEach((reason, count) -> Lines.counted(
                        out,
                        "skipped",
                        count,
                        "version",
                        Words.of(reason) + ": what is newer of their objects waits for them"));
        outcomes.failed()
                .forEach((kind, count) ->
                        Lines.counted(out, "failed", count, "version", Words.of(kind) + ": what is newer waits"));
        if (totals.heldBack().versions() > 0) {
            versions(out, "held back", totals.heldBack());
        }
        if (totals.heldBack().markers() > 0) {
            markers(out, "held back", totals.heldBack());
        }
    }

    private static void versions(PrintStream out, String name, Entries entries) {
        Lines.counted(out, name, entries.versions(), "version", Amounts.bytes(entries.bytes()));
    }

    private static void markers(PrintStream out, String name, Entries entries) {
        Lines.counted(out, name, entries.markers(), "delete marker", "");
    }

    private static void some(PrintStream out, String name, long count, String noun, String note) {
        if (count > 0) {
            Lines.counted(out, name, count, noun, note);
        }
    }

    /** Of a history there are two kinds. */
    private static void entries(PrintStream out, String name, long count) {
        String noun = count == 1 ? "version or delete marker" : "versions and delete markers";
        Lines.row(out, name, String.format(Locale.ROOT, "%,12d %s", count, noun));
    }

    private String result() {
        return trouble.map(why -> "NOT COMPLETED: " + why + ". Start it again to carry on.")
                .orElseGet(this::comparison);
    }

    private String comparison() {
        boolean archives = task == VersionsRun.Task.REPLICATE && totals.archived() > 0 && totals.leftOnlyArchives();
        return exitCode() == ExitCode.AGREE && (task != VersionsRun.Task.PLAN || totals.lacksNothing())
                ? "the destination has the source's histories"
                        + (archives ? " but the archived ones" : "")
                        + (totals.outcomes().lost().isEmpty() ? "" : ", but for what copies were made without")
                : "the destination LACKS some of the source's histories"
                        + (archives ? ": the archived ones and what is newer of their objects" : "");
    }

    void json(PrintStream out) throws IOException {
        SummaryJson.write(out, json -> {
            SummaryJson.end(json, exitCode().number(), trouble);
            json.writeObjectFieldStart("versions");
            versions(json);
            json.writeEndObject();
            Failures.json(json, totals.firstFailures());
        });
    }

    private void versions(JsonGenerator json) throws IOException {
        OutcomeSummary outcomes = totals.outcomes();
        json.writeNumberField("source", totals.source());
        json.writeNumberField("destination", totals.destination());
        json.writeNumberField("sameObjects", totals.sameObjects());
        json.writeNumberField("missing", totals.lacking().versions());
        json.writeNumberField("missingBytes", totals.lacking().bytes());
        json.writeNumberField("missingDeleteMarkers", totals.lacking().markers());
        json.writeNumberField("copied", outcomes.copiedObjects());
        json.writeNumberField("copiedBytes", outcomes.copiedBytes());
        SummaryJson.counts(json, "without", outcomes.lost());
        json.writeNumberField("deleteMarkers", outcomes.deleted());
        json.writeNumberField("alreadyThere", outcomes.alreadyThere());
        json.writeNumberField("superseded", outcomes.superseded());
        json.writeNumberField("sourceGone", outcomes.sourceGone());
        json.writeNumberField("skipped", outcomes.skippedObjects());
        json.writeNumberField("heldBack", totals.heldBack().versions());
        json.writeNumberField("heldBackBytes", totals.heldBack().bytes());
        json.writeNumberField("heldBackDeleteMarkers", totals.heldBack().markers());
        json.writeNumberField("failed", totals.failed());
        json.writeNumberField("extraObjects", totals.extraObjects());
    }
}
