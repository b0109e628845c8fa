package io.replicationhub.config;

import java.util.List;

/** Settings that cannot be worked with: every problem at once, in the order in which they were met, and no secret. */
public final class SettingsException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient List<String> problems;

    public SettingsException(List<String> problems) {
        super(sentence(problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }

    private static String sentence(List<String> problems) {
        return (problems.size() == 1 ? "1 problem" : problems.size() + " problems") + " with the settings: "
                + String.join("; ", problems);
    }
}
