package io.replicationhub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The numbers of docs/limits.md are those of the constants that it names, and what it names is there. */
class LimitsTest {
    private static final Pattern NAMED = Pattern.compile("`(?:[a-z]+\\.)*(?:([A-Z]\\w+)\\.)?([A-Z][A-Z_]{3,})`");
    private static final Pattern TYPE = Pattern.compile("`(?:[a-z]+\\.)+([A-Z]\\w+)(?:\\.[A-Za-z_]+)?`");
    private static final Pattern TIME = Pattern.compile("Duration\\.of(\\w+)\\((\\d+)\\)(?:\\.toNanos\\(\\))?");
    private static final Pattern PLAIN = Pattern.compile("(\\d+)( \\* MIB)?|MIB / (\\d+)");
    private static final long MIB = 1 << 20;

    /** The text of each class of the programs, by its simple name. */
    private static final Map<String, String> SOURCES = new HashMap<>();

    @BeforeAll
    static void readSources() throws Exception {
        for (Path source : TrapsTest.javaFiles("/src/main/")) {
            String name = source.getFileName().toString().replace(".java", "");
            SOURCES.merge(name, Files.readString(source), String::concat);
        }
    }

    @Test
    void everyConstantHasTheNumberThatItsLineGives() throws Exception {
        List<String> wrong = new ArrayList<>();
        int held = 0;
        String type = "";
        for (String line : lines()) {
            // Further constants of a table are named without their class.
            type = line.startsWith("|") ? type : "";
            for (MatchResult named : NAMED.matcher(line).results().toList()) {
                type = named.group(1) == null ? type : named.group(1);
                for (String value : values(type, named.group(2))) {
                    held++;
                    if (forms(value).stream().noneMatch(form -> stands(form, line))) {
                        wrong.add(named.group() + " is " + value + ": " + line);
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(held > 40, "constants that were held against their lines: " + held);
    }

    @Test
    void everyClassThatIsNamedIsThere() throws Exception {
        List<String> missing = new ArrayList<>();
        for (String line : lines()) {
            for (MatchResult named : TYPE.matcher(line).results().toList()) {
                if (!SOURCES.containsKey(named.group(1))) {
                    missing.add(named.group());
                }
            }
            for (MatchResult named : NAMED.matcher(line).results().toList()) {
                String type = named.group(1);
                if (type != null && !SOURCES.getOrDefault(type, "").matches("(?s).*\\b" + named.group(2) + "\\b.*")) {
                    missing.add(named.group());
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    /** What a constant is set to, where that is one plain number or time. */
    private static List<String> values(String type, String constant) {
        Pattern set = Pattern.compile("static final \\w+ " + constant + "\\s*=\\s*([^;]+);");
        List<String> found = new ArrayList<>();
        set.matcher(SOURCES.getOrDefault(type, ""))
                .results()
                .map(each -> each.group(1))
                .forEach(found::add);
        found.removeIf(value -> forms(value).isEmpty());
        return found;
    }

    /** Whether it is there as a number of its own, and not within another. */
    private static boolean stands(String form, String line) {
        return Pattern.compile("(?<![\\w,.])" + Pattern.quote(form) + "(?![\\w]|[,.]\\d)")
                .matcher(line)
                .find();
    }

    /** How a person would write it; nothing where it is no plain value. */
    private static List<String> forms(String value) {
        Matcher time = TIME.matcher(value);
        if (time.matches()) {
            int amount = Integer.parseInt(time.group(2));
            String unit = time.group(1).toLowerCase(Locale.ROOT);
            return switch (unit) {
                case "millis" ->
                    List.of(
                            amount + " ms",
                            new BigDecimal(amount)
                                            .movePointLeft(3)
                                            .stripTrailingZeros()
                                            .toPlainString() + " s");
                case "seconds" -> List.of(amount + " s", amount + " seconds");
                default ->
                    amount == 1
                            ? List.of("1 " + unit.replaceFirst("s$", ""), "a " + unit.replaceFirst("s$", ""))
                            : List.of(amount + " " + unit, amount + " " + unit.substring(0, 3));
            };
        }
        Matcher plain = PLAIN.matcher(value.replace("_", ""));
        if (!plain.matches()) {
            return List.of();
        }
        if (plain.group(3) != null) {
            return List.of(MIB / Integer.parseInt(plain.group(3)) / 1024 + " KiB");
        }
        long number = Long.parseLong(plain.group(1));
        return List.of(plain.group(2) == null ? String.format(Locale.ROOT, "%,d", number) : number + " MiB");
    }

    private static List<String> lines() throws Exception {
        return Files.readString(TrapsTest.ROOT.resolve("docs/limits.md"))
                .lines()
                .toList();
    }
}
