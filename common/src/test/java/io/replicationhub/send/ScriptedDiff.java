package io.replicationhub.send;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.Change;
import io.replicationhub.plan.Diff;
import io.replicationhub.plan.DiffListener;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.plan.Difference;
import io.replicationhub.plan.ListingFailed;
import java.time.Instant;

/** A diff that tells what a test has it tell. */
final class ScriptedDiff implements Diff {
    static final DiffSummary SUMMARY = new DiffSummary(
            new Amount(1, 1),
            Amount.NONE,
            Amount.NONE,
            Amount.NONE,
            Amount.NONE,
            Amount.NONE,
            Amount.NONE,
            Amount.NONE,
            1,
            1,
            0);

    private final Script script;
    private final DiffSummary summary;

    ScriptedDiff(Script script) {
        this(script, SUMMARY);
    }

    ScriptedDiff(Script script, DiffSummary summary) {
        this.script = script;
        this.summary = summary;
    }

    /** So many objects that are the same, to copy, and only at the destination. */
    static DiffSummary summary(long same, long missing, long extra) {
        return new DiffSummary(
                new Amount(same + missing, 0),
                new Amount(same + extra, 0),
                new Amount(same, 0),
                new Amount(missing, 0),
                Amount.NONE,
                Amount.NONE,
                new Amount(extra, 0),
                Amount.NONE,
                1,
                1,
                0);
    }

    @Override
    public DiffSummary run(DiffListener listener) throws ListingFailed, InterruptedException {
        script.tell(listener);
        return summary;
    }

    static Difference missing(String key, String destination) {
        return new Difference.Missing(object(key), new ObjectKey(destination));
    }

    static Difference changed(String key, String destination) {
        return new Difference.Changed(object(key), object(destination), Change.SIZE);
    }

    static Difference extra(String destination) {
        return new Difference.Extra(object(destination), new ObjectKey(destination.replaceFirst("^to/", "")));
    }

    private static ListedObject object(String key) {
        return ListedObject.of(new ObjectKey(key), new ObjectStamp(1, ETag.NONE, Instant.EPOCH));
    }

    interface Script {
        void tell(DiffListener listener) throws ListingFailed, InterruptedException;
    }
}
