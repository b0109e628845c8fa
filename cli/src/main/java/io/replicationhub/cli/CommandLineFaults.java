package io.replicationhub.cli;

import io.replicationhub.config.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/**
 * What a command line says that means nothing.
 *
 * @param problems a sentence for each
 * @param shifted whether an option that is not one may have left its value where SOURCE or DESTINATION is expected
 */
record CommandLineFaults(List<String> problems, boolean shifted) {

    static CommandLineFaults of(CommandLine.ParseResult line) {
        List<String> problems = new ArrayList<>();
        line.errors().forEach(error -> problems.add(error.getMessage()));
        Map<String, ?> known = new TreeMap<>(line.commandSpec().optionsMap());
        boolean shifted = false;
        for (String unknown : line.unmatched()) {
            if (unknown.startsWith("-")) {
                shifted = true;
                String name = unknown.contains("=") ? unknown.substring(0, unknown.indexOf('=')) : unknown;
                problems.add(name + " is not an option of drh "
                        + line.commandSpec().name()
                        + Nearest.to(name, known.keySet())
                                .map(meant -> "; did you mean " + meant + "?")
                                .orElse(""));
            }
        }
        if (!shifted) {
            for (String more : line.unmatched()) {
                problems.add("there is one SOURCE and one DESTINATION; what is '" + more + "'?");
            }
        }
        return new CommandLineFaults(problems, shifted);
    }

    /** Whether another problem is worth telling beside these: not where it may be their consequence. */
    boolean leaveRoomFor(String problem) {
        return !shifted || !problem.startsWith("SOURCE ") && !problem.startsWith("DESTINATION ");
    }
}
