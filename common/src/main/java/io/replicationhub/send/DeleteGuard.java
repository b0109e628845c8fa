package io.replicationhub.send;

import io.replicationhub.plan.Amount;
import io.replicationhub.plan.DiffSummary;

/**
 * Decides whether what is only at the destination may be deleted: all of it or nothing, before the first is. Pure.
 *
 * <p>A source that has nothing which is selected is never believed: it is more likely to be the wrong one than empty on
 * purpose. (A listing that failed or broke off does not come this far.)
 */
public record DeleteGuard(DeleteLimit limit) {

    public DeleteDecision decide(DiffSummary diff) {
        Amount extra = diff.extra();
        long selected = diff.same().objects()
                + diff.toCopy().objects()
                + diff.archived().objects();
        long held = diff.same().objects() + diff.changed().objects() + extra.objects();
        if (extra.objects() == 0) {
            return new DeleteDecision.Allowed(extra);
        }
        if (selected == 0) {
            return new DeleteDecision.Refused(
                    extra,
                    "the source has no object that is selected, and nothing is deleted on an empty source's word");
        }
        if (!limit.allows(extra.objects(), held)) {
            return new DeleteDecision.Refused(
                    extra,
                    String.format(
                            "%d of %d %s at the destination (%s) %s not at the source, and at most %s may be deleted",
                            extra.objects(),
                            held,
                            held == 1 ? "object" : "objects",
                            DeleteLimit.percent(extra.objects(), held),
                            extra.objects() == 1 ? "is" : "are",
                            limit));
        }
        return new DeleteDecision.Allowed(extra);
    }
}
