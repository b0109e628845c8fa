package io.replicationhub.cli.run;

import java.util.List;

/** One side or both cannot be opened, whatever is tried: a sentence for each, and no secret. */
public final class SidesUnusable extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    SidesUnusable(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
