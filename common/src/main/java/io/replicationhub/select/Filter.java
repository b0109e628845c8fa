package io.replicationhub.select;

import io.replicationhub.object.ObjectStamp;
import io.replicationhub.select.FilterRule.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which of the objects under a prefix are meant. An object is in where its key is, and its size and time are.
 *
 * @param rules read in order; the first whose glob matches decides. A key that none matches is in, unless there are
 *     includes and no excludes
 * @param minBytes this size or larger
 * @param maxBytes this size or smaller
 * @param modifiedAfter at this time or later, so that one filter begins where another ends
 * @param modifiedBefore earlier than this
 */
public record Filter(
        List<FilterRule> rules,
        OptionalLong minBytes,
        OptionalLong maxBytes,
        Optional<Instant> modifiedAfter,
        Optional<Instant> modifiedBefore) {
    /** Everything. */
    public static final Filter ALL = rules(List.of());

    public Filter {
        rules = List.copyOf(rules);
    }

    /** By key alone. */
    public static Filter rules(List<FilterRule> rules) {
        return new Filter(rules, OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether the key's characters from {@code from} on are in. */
    public boolean acceptsKey(String key, int from) {
        if (rules.isEmpty()) {
            return true;
        }
        boolean includes = false;
        boolean excludes = false;
        for (FilterRule rule : rules) {
            if (rule.glob().matches(key, from)) {
                return rule.verdict() == Verdict.INCLUDE;
            }
            includes |= rule.verdict() == Verdict.INCLUDE;
            excludes |= rule.verdict() == Verdict.EXCLUDE;
        }
        return excludes || !includes;
    }

    public boolean acceptsSize(long bytes) {
        return (minBytes.isEmpty() || bytes >= minBytes.getAsLong())
                && (maxBytes.isEmpty() || bytes <= maxBytes.getAsLong());
    }

    public boolean acceptsTime(Instant modified) {
        return (modifiedAfter.isEmpty() || !modified.isBefore(modifiedAfter.get()))
                && (modifiedBefore.isEmpty() || modified.isBefore(modifiedBefore.get()));
    }

    /** Size and time together. */
    public boolean acceptsStamp(ObjectStamp stamp) {
        return acceptsSize(stamp.size()) && acceptsTime(stamp.lastModified());
    }
}
