package io.replicationhub.localservers.faults;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is done to which requests.
 *
 * @param requests which requests the rule is about
 * @param turn which of those it acts on
 * @param faults what it does, all to the same request
 */
public record Rule(Predicate<RequestHead> requests, Turn turn, List<Fault> faults) {
    public Rule {
        faults = List.copyOf(faults);
    }

    public static Rule of(Predicate<RequestHead> requests, Turn turn, Fault... faults) {
        return new Rule(requests, turn, List.of(faults));
    }

    /** Does nothing but count. */
    public static Rule watching(Predicate<RequestHead> requests) {
        return new Rule(requests, Turn.never(), List.of());
    }
}
