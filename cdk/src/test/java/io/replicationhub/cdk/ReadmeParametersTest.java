package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of parameters in README.md and README_CN.md has those of the template, with their defaults. */
class ReadmeParametersTest {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String FIRST = "| `srcBucketName`";

    private final JsonNode parameters = Synthesized.plain().template().get("Parameters");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README_CN.md"})
    void allAreThereWithTheirDefaults(String page) throws Exception {
        String text = Files.readString(Synthesized.ROOT.resolve(page));
        int begin = text.indexOf(FIRST);
        Set<String> named = new HashSet<>();
        for (String row : text.substring(begin, text.indexOf("\n\n", begin)).split("\n")) {
            String[] cells = row.split("\\|", -1);
            List<String> names = names(cells[1]);
            named.addAll(names);
            List<String> defaults = names.stream()
                    .map(name -> parameters.path(name).path("Default").asText())
                    .toList();
            for (String said : codes(cells[2])) {
                assertTrue(defaults.contains(said), () -> "not the default of any: " + said + " in " + row);
            }
        }
        Set<String> there = new HashSet<>();
        parameters.fieldNames().forEachRemaining(there::add);
        assertEquals(there, named);
    }

    /** Some stand for the same of the other side, or for one with more behind it. */
    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        for (String name : codes(cell)) {
            if (name.equals("destination…")) {
                List.copyOf(names).forEach(source -> names.add(source.replace("source", "destination")));
            } else {
                names.add(name);
            }
        }
        if (names.contains("sourceCredentials")) {
            names.addAll(List.of("sourceCredentialsName", "destinationCredentialsName"));
        }
        return names;
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }
}
