package io.replicationhub.cli;

import io.replicationhub.config.NativeCharset;
import io.replicationhub.config.Nearest;
import io.replicationhub.config.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;

/**
 * What a command line says that means nothing.
 *
 * @param problems a sentence for each
 * @param shifted whether an option that is not one may have left its value where SOURCE or DESTINATION is expected
 */
record CommandLineFaults(List<String> problems, boolean shifted) {
    /** How picocli begins to complain of {@code --flag=value}. */
    private static final Pattern OPTION = Pattern.compile("^option '(--[a-z-]+)' should be specified without");

    static CommandLineFaults of(CommandLine.ParseResult line) {
        List<String> problems = new ArrayList<>();
        line.errors().forEach(error -> problems.add(sentence(error)));
        Map<String, ?> known = new TreeMap<>(line.commandSpec().optionsMap());
        boolean shifted = false;
        for (String unknown : line.unmatched()) {
            if (unknown.startsWith("-")) {
                shifted = true;
                String name = named(unknown);
                problems.add(name + " is not an option of drh "
                        + line.commandSpec().name()
                        + Nearest.to(name, known.keySet())
                                .map(meant -> "; did you mean " + meant + "?")
                                .orElse(""));
            }
        }
        if (!shifted && !line.unmatched().isEmpty()) {
            // Not repeated: it may be the other half of a pair of keys.
            int more = line.unmatched().size();
            problems.add((line.commandSpec().positionalParameters().isEmpty()
                            ? "there are options only, and there "
                            : "there is one SOURCE and one DESTINATION, and there ")
                    + (more == 1 ? "is 1 more argument" : "are " + more + " more arguments"));
        }
        return new CommandLineFaults(problems, shifted);
    }

    /** The first argument that did not arrive as it was written: what it would select is another's. */
    static Optional<String> lost(String[] arguments, NativeCharset charset) {
        return IntStream.range(0, arguments.length)
                .filter(i -> charset.lostSomeOf(arguments[i]))
                .mapToObj(i -> "argument " + (i + 1) + charset.complaint())
                .findFirst();
    }

    /** What a command line says that has no command, in one sentence. */
    static String withoutCommand(CommandLine.ParameterException fault) {
        if (!(fault instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return sentence(fault);
        }
        String first = unmatched.getUnmatched().getFirst();
        if (first.startsWith("-")) {
            return named(first) + " is not an option that can stand before a command";
        }
        Set<String> commands = fault.getCommandLine().getSubcommands().keySet();
        return "the first argument is no command of drh; "
                + Nearest.to(first, commands)
                        .map(meant -> "did you mean 'drh " + meant + "'?")
                        .orElse("these are " + String.join(", ", commands));
    }

    /** picocli's own sentences repeat values, which may be secrets. */
    private static String sentence(Exception fault) {
        if (fault instanceof CommandLine.MissingParameterException missing) {
            return missing.getMissing().stream()
                    .map(argument -> argument instanceof CommandLine.Model.OptionSpec option
                            ? option.longestName() + " needs a value: " + option.paramLabel()
                            : "an argument is missing: " + argument.paramLabel())
                    .collect(Collectors.joining("; "));
        }
        Matcher option = OPTION.matcher(String.valueOf(fault.getMessage()));
        if (option.find()) {
            return option.group(1) + " takes no value";
        }
        return "an argument cannot be understood";
    }

    private static String named(String option) {
        String name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
        return Secrets.mayBeIn(name) ? "an argument" : name;
    }

    /** Whether another problem is worth telling beside these: not where it may be their consequence. */
    boolean leaveRoomFor(String problem) {
        return !shifted || !problem.startsWith("SOURCE ") && !problem.startsWith("DESTINATION ");
    }
}
