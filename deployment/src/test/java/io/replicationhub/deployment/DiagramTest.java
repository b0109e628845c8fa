package io.replicationhub.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The diagram is the one of its source: it says the same words. */
class DiagramTest {
    private static final Path SOURCE = Workshop.REPOSITORY.resolve("docs/architecture.dot");
    private static final Path DRAWN = Workshop.REPOSITORY.resolve("docs/architecture.svg");

    @Test
    void whatTheSourceSaysIsDrawnAndNothingElse() throws Exception {
        List<String> said = found("\\blabel=\"([^\"]*)\"", Files.readString(SOURCE)).stream()
                .flatMap(label -> List.of(label.split("\\\\n", -1)).stream())
                .sorted()
                .toList();
        List<String> drawn = found("<text [^>]*>([^<]*)</text>", Files.readString(DRAWN)).stream()
                .map(text -> text.replace("&#45;", "-").replace("&amp;", "&"))
                .sorted()
                .toList();

        assertFalse(said.isEmpty());
        assertEquals(said, drawn, "draw it anew: dot -Tsvg docs/architecture.dot -o docs/architecture.svg");
    }

    private static List<String> found(String pattern, String text) {
        List<String> all = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }
}
