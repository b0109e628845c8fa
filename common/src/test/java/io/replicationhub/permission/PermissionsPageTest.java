package io.replicationhub.permission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.permission.Action.About;
import io.replicationhub.plan.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The page says what the code goes by. */
class PermissionsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "permissions.md");
    private static final String BEGIN =
            "<!-- made from permission.Purpose: PermissionsPageTest says what it must be -->\n";

    @Test
    void theTableOnThePageIsTheOneOfTheCode() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        assertEquals(table(), page.substring(begin, page.indexOf("<!-- end -->")));
    }

    private static String table() {
        StringBuilder table = new StringBuilder("| for | at the source | at the destination |\n| --- | --- | --- |\n");
        for (Purpose purpose : Purpose.values()) {
            table.append("| ")
                    .append(purpose.title())
                    .append(" | ")
                    .append(cell(purpose, Side.SOURCE))
                    .append(" | ")
                    .append(cell(purpose, Side.DESTINATION))
                    .append(" |\n");
        }
        return table.toString();
    }

    private static String cell(Purpose purpose, Side side) {
        Map<String, List<String>> byResource = new LinkedHashMap<>();
        for (Action action : Purpose.actions(Set.of(purpose), side)) {
            byResource
                    .computeIfAbsent(resource(action, side), any -> new ArrayList<>())
                    .add('`' + action.id() + '`');
        }
        List<String> parts = new ArrayList<>();
        byResource.forEach((resource, actions) -> parts.add(String.join(", ", actions) + resource));
        return String.join("; ", parts);
    }

    private static String resource(Action action, Side side) {
        if (action.about() == About.OBJECTS) {
            return " on `" + side + "/*`";
        }
        return action.about() == About.KEY ? " on the key" : "";
    }
}
