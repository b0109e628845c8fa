package io.replicationhub.cli.run;

import io.replicationhub.cli.settings.RunSettings;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Findings;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.Progress;
import io.replicationhub.cli.show.ReportFile;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.object.ListedObject;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.BucketDiff;
import io.replicationhub.plan.DiffListener;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.ListingFailed;
import io.replicationhub.plan.Side;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@code drh plan}: what replicate would do, without doing it. */
final class PlanRun {
    private final RunSettings settings;
    private final BucketDiff diff;
    private final Forecast forecast;
    private final ComparisonCount count;
    private final @Nullable ReportFile report;
    private volatile Findings findings = new Findings();

    PlanRun(
            RunSettings settings,
            BucketDiff diff,
            Forecast forecast,
            ComparisonCount count,
            @Nullable ReportFile report) {
        this.settings = settings;
        this.diff = diff;
        this.forecast = forecast;
        this.count = count;
        this.report = report;
    }

    /** Compares both sides and prints what it came to, after the end of the progress. */
    ExitCode run(Progress progress, PrintStream out) throws ListingFailed, InterruptedException, IOException {
        DiffSummary summary = diff.run(new Listener());
        progress.close();
        if (settings.json()) {
            json(summary, out);
        } else if (!settings.quiet()) {
            text(summary, out);
        }
        boolean deletes = settings.deletes().isPresent() && summary.extra().objects() > 0;
        boolean archived = settings.archives().objectTo(summary.archived().objects());
        return settings.exitCode() && (deletes || archived || summary.toCopy().objects() > 0)
                ? ExitCode.DIFFER
                : ExitCode.AGREE;
    }

    private final class Listener implements DiffListener {
        @Override
        public void listed(Side side, Amount more) {
            count.listed(side, more);
        }

        @Override
        public void differs(Difference difference) {
            count.different();
            findings.add(difference);
            if (difference instanceof Difference.ToCopy wanted) {
                forecast.copy(wanted.source().stamp());
            }
            if (report != null) {
                report.difference(difference, "changed");
            }
        }

        @Override
        public void same(ListedObject source, ListedObject destination) {
            if (report != null) {
                report.compared("same", source, destination.stamp().etag(), "");
            }
        }

        @Override
        public void restarted(Side unordered) {
            count.restart();
            findings = new Findings();
            forecast.restart();
            if (report != null) {
                report.restart();
            }
        }
    }

    private void text(DiffSummary summary, PrintStream out) {
        Deletes deletes = Deletes.of(settings, summary);
        Requests requests = forecast.requests(summary, deletes.objects());
        out.println("Plan: " + settings.source().location() + " -> "
                + settings.destination().location());
        Lines.amount(out, "source", summary.source(), Lines.filtered(summary));
        Lines.amount(out, "destination", summary.destination(), "");
        Lines.amount(out, "same", summary.same(), "");
        Lines.amount(out, "to copy", summary.toCopy(), toCopyNote(summary));
        if (summary.archived().objects() > 0) {
            Lines.amount(out, "archived", summary.archived(), "to be restored first: drh restore");
        }
        deletes.plan(out);
        out.println();
        Lines.row(out, "requests", requests.text());
        Lines.row(
                out,
                "cost",
                (requests.dollars() < 0.01 ? "" : "about ") + Amounts.dollars(requests.dollars())
                        + " for requests at Amazon S3's list prices; traffic between regions or clouds comes on top");
        Lines.row(out, "time", "about " + Amounts.time(time(summary)) + Forecast.assumption(settings.bandwidth()));
        findings.print(out, settings.report().isPresent(), deletes.objects() > 0 ? "delete" : Findings.EXTRA);
    }

    private void json(DiffSummary summary, PrintStream out) throws IOException {
        Deletes deletes = Deletes.of(settings, summary);
        Requests requests = forecast.requests(summary, deletes.objects());
        SummaryJson.write(out, json -> {
            SummaryJson.diff(json, summary);
            deletes.json(json);
            requests.write(json);
            json.writeNumberField("dollars", requests.dollars());
            json.writeNumberField("seconds", time(summary).toMillis() / 1000.0);
        });
    }

    private Duration time(DiffSummary summary) {
        Amount work = summary.toCopy();
        return Forecast.time(work.objects(), work.bytes(), settings.bandwidth());
    }

    private static String toCopyNote(DiffSummary summary) {
        return summary.toCopy().objects() == 0
                ? ""
                : Amounts.count(summary.missing().objects()) + " missing, "
                        + Amounts.count(summary.changed().objects()) + " changed";
    }
}
