package io.replicationhub.cli.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.replicationhub.cli.run.VersionsRun.Task;
import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.outcome.OutcomeSummary;
import io.replicationhub.outcome.SkipReason;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a run over histories ended.
 *
 * @param trouble why it could not be completed, if it could not
 * @param swept unfinished uploads of earlier runs that were ended
 */
record VersionsResult(RunSettings settings, Task task, VersionCounts counts, Optional<String> trouble, int swept) {

    ExitCode exitCode() {
        if (trouble.isPresent()) {
            return ExitCode.INCOMPLETE;
        }
        if (counts.unreadable.sum() > 0) {
            return ExitCode.DIFFER;
        }
        return switch (task) {
            case PLAN -> settings.exitCode() && !lacksNothing() ? ExitCode.DIFFER : ExitCode.AGREE;
            case VERIFY -> lacksNothing() ? ExitCode.AGREE : ExitCode.DIFFER;
            case REPLICATE -> {
                // An archived version is no failure; that others wait behind it leaves the destination behind.
                boolean all = lacksOnlyForArchives()
                        && counts.heldReadable.sum() == 0
                        && !settings.archives().objectTo(archived());
                yield all ? ExitCode.AGREE : ExitCode.DIFFER;
            }
        };
    }

    void text(PrintStream out) {
        OutcomeSummary outcomes = counts.tally.summary();
        String name = task.name().charAt(0) + task.name().substring(1).toLowerCase(Locale.ROOT);
        out.println(name + " versions: " + settings.source().location() + " -> "
                + settings.destination().location());
        entries(out, "source", counts.source.sum());
        entries(out, "destination", counts.destination.sum());
        Lines.counted(out, "histories the same", counts.sameObjects.sum(), "object", "");
        if (task == Task.REPLICATE) {
            carried(out, outcomes);
        } else {
            Lines.counted(out, "missing", counts.versions.sum(), "version", Amounts.bytes(counts.bytes.sum()));
            Lines.counted(out, "missing", counts.markers.sum(), "delete marker", "");
        }
        Lines.counted(out, "only at destination", counts.extraObjects.sum(), "object", "");
        some(out, "ended", swept, "upload", "left open by earlier runs");
        Lines.row(
                out,
                "result",
                trouble.map(why -> "NOT COMPLETED: " + why + ". Start it again to carry on.")
                        .orElseGet(this::result));
        boolean reported = settings.report().isPresent();
        Failures.print(out, outcomes, reported);
        counts.findings.print(out, reported);
    }

    private void carried(PrintStream out, OutcomeSummary outcomes) {
        Lines.counted(out, "copied", outcomes.copiedObjects(), "version", Amounts.bytes(outcomes.copiedBytes()));
        outcomes.lost()
                .forEach((trait, count) -> Lines.counted(
                        out, "of them without", count, "version", lower(trait) + ReplicateResult.noted(settings)));
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
                        lower(reason) + ": what is newer of their objects waits for them"));
        outcomes.failed()
                .forEach((kind, count) ->
                        Lines.counted(out, "failed", count, "version", lower(kind) + ": what is newer waits"));
        some(out, "held back", counts.heldVersions.sum(), "version", Amounts.bytes(counts.heldBytes.sum()));
        some(out, "held back", counts.heldMarkers.sum(), "delete marker", "");
    }

    private String result() {
        boolean archives = task == Task.REPLICATE && archived() > 0 && lacksOnlyForArchives();
        boolean without = !counts.tally.summary().lost().isEmpty();
        return exitCode() == ExitCode.AGREE && (task != Task.PLAN || lacksNothing())
                ? "the destination has the source's histories"
                        + (archives ? " but the archived ones" : "")
                        + (without ? ", but for what copies were made without" : "")
                : "the destination LACKS some of the source's histories"
                        + (archives ? ": the archived ones and what is newer of their objects" : "");
    }

    private long archived() {
        return counts.tally.summary().skipped().getOrDefault(SkipReason.ARCHIVED, 0L);
    }

    private boolean lacksOnlyForArchives() {
        OutcomeSummary outcomes = counts.tally.summary();
        return outcomes.failedObjects() + outcomes.superseded() + counts.unreadable.sum() == 0
                && outcomes.skippedObjects() == archived();
    }

    private boolean lacksNothing() {
        return counts.versions.sum() + counts.markers.sum() + counts.unreadable.sum() == 0;
    }

    /** Of a history there are two kinds. */
    private static void entries(PrintStream out, String name, long count) {
        String noun = count == 1 ? "version or delete marker" : "versions and delete markers";
        Lines.row(out, name, String.format(Locale.ROOT, "%,12d %s", count, noun));
    }

    private static void some(PrintStream out, String name, long count, String noun, String note) {
        if (count > 0) {
            Lines.counted(out, name, count, noun, note);
        }
    }

    void json(PrintStream out) throws IOException {
        OutcomeSummary outcomes = counts.tally.summary();
        SummaryJson.write(out, json -> {
            json.writeNumberField("exitCode", exitCode().number());
            json.writeBooleanField("complete", trouble.isEmpty());
            if (trouble.isPresent()) {
                json.writeStringField("trouble", trouble.get());
            }
            json.writeObjectFieldStart("versions");
            json.writeNumberField("source", counts.source.sum());
            json.writeNumberField("destination", counts.destination.sum());
            json.writeNumberField("sameObjects", counts.sameObjects.sum());
            json.writeNumberField("missing", counts.versions.sum());
            json.writeNumberField("missingBytes", counts.bytes.sum());
            json.writeNumberField("missingDeleteMarkers", counts.markers.sum());
            json.writeNumberField("copied", outcomes.copiedObjects());
            json.writeNumberField("copiedBytes", outcomes.copiedBytes());
            without(json, outcomes);
            json.writeNumberField("deleteMarkers", outcomes.deleted());
            json.writeNumberField("alreadyThere", outcomes.alreadyThere());
            json.writeNumberField("superseded", outcomes.superseded());
            json.writeNumberField("sourceGone", outcomes.sourceGone());
            json.writeNumberField("skipped", outcomes.skippedObjects());
            json.writeNumberField("heldBack", counts.heldVersions.sum());
            json.writeNumberField("heldBackBytes", counts.heldBytes.sum());
            json.writeNumberField("heldBackDeleteMarkers", counts.heldMarkers.sum());
            json.writeNumberField("failed", outcomes.failedObjects() + counts.unreadable.sum());
            json.writeNumberField("extraObjects", counts.extraObjects.sum());
            json.writeEndObject();
            Failures.json(json, outcomes);
        });
    }

    private static void without(JsonGenerator json, OutcomeSummary outcomes) throws IOException {
        json.writeObjectFieldStart("without");
        for (Map.Entry<? extends Enum<?>, Long> lost : outcomes.lost().entrySet()) {
            json.writeNumberField(lower(lost.getKey()), lost.getValue());
        }
        json.writeEndObject();
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
