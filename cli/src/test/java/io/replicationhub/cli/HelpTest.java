package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code --help} prints, and that README.md names the same commands and options. */
class HelpTest {
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  +[A-Z]");
    /** Of other programs that README.md says to start. */
    private static final Set<String> OF_OTHERS = Set.of(
            "--endpoint",
            "--image",
            "--leave-out",
            "--name",
            "--parameters",
            "--queue-name-prefix",
            "--queue-url",
            "--stack-name",
            "--type",
            "--value");

    /** What each command prints, by its name. */
    private static final Map<String, String> HELPS = found(COMMAND, help()).stream()
            .map(each -> each.group(1))
            .collect(Collectors.toMap(command -> command, HelpTest::help));

    @Test
    void everyCommandSaysHowItEnds() {
        assertEquals(10, HELPS.size(), HELPS.keySet()::toString);
        HELPS.forEach((command, help) -> assertTrue(help.contains("Exit codes: 0 "), command));
    }

    @Test
    void whatIsToBeCopiedFromTheHelpStandsInOneLine() {
        for (String copied :
                List.of("http[s]://host[:port]", "2026-01-31T08:00:00Z", "~/.local/state/drh", "GLACIER=GLACIER_IR")) {
            assertTrue(HELPS.get("plan").contains(copied), copied);
        }
    }

    @Test
    void theReadmeHasEveryOptionAndNoOther() throws Exception {
        Set<String> readme = options(Files.readString(Path.of("..", "README.md")));
        readme.removeAll(OF_OTHERS);
        Set<String> helped = new TreeSet<>(options(help()));
        HELPS.values().forEach(help -> helped.addAll(options(help)));
        assertEquals(
                helped.stream().filter(option -> !option.equals("--version")).collect(Collectors.toSet()), readme);
    }

    private static String help(String... command) {
        String[] line =
                Stream.concat(Arrays.stream(command), Stream.of("--help")).toArray(String[]::new);
        return Ran.drh(Map.of(), line).ended(0).out();
    }

    private static Set<String> options(String text) {
        return found(OPTION, text).stream().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<MatchResult> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().toList();
    }
}
