package io.replicationhub.localservers.faults;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One request and all that will be done to it and to its response. */
record Exchange(RequestHead head, List<Planned> faults) {
    record Planned(ArmedRule rule, Fault fault) {}

    /** A fault of one kind with the rule that it came from. */
    record Chosen<F extends Fault>(ArmedRule rule, F fault) {}

    static Exchange planned(RequestHead head, List<ArmedRule> rules) {
        return new Exchange(
                head,
                rules.stream()
                        .filter(armed -> armed.takes(head))
                        .flatMap(armed -> armed.rule().faults().stream().map(fault -> new Planned(armed, fault)))
                        .toList());
    }

    /** All faults of a kind, in the order of the rules. */
    <F extends Fault> List<Chosen<F>> all(Class<F> kind) {
        return faults.stream()
                .filter(planned -> kind.isInstance(planned.fault()))
                .map(planned -> new Chosen<>(planned.rule(), kind.cast(planned.fault())))
                .toList();
    }

    <F extends Fault> Optional<Chosen<F>> first(Class<F> kind) {
        return all(kind).stream().findFirst();
    }

    /** What happens at places of one side, in the order of the places. */
    List<Chosen<Fault.At>> placed(Side side) {
        return all(Fault.At.class).stream()
                .filter(chosen -> chosen.fault().point().side() == side)
                .sorted(Comparator.comparingLong(
                        chosen -> chosen.fault().point().offset()))
                .toList();
    }
}
