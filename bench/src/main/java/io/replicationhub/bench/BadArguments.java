package io.replicationhub.bench;

import java.util.List;

/** A command line that says what cannot be: a sentence for each fault. */
final class BadArguments extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> faults;

    BadArguments(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
