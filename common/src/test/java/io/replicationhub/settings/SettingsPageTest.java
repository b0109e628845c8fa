package io.replicationhub.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.replicationhub.config.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/settings.md has every setting, who reads it and what it means, in the order and the words of the code. */
class SettingsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "settings.md");

    @Test
    void everySettingHasItsLineAndNothingElseHas() throws Exception {
        assertEquals(
                Arrays.stream(Setting.values()).map(SettingsPageTest::line).toList(),
                rows().map(row -> row.subList(1, 4)).toList());
    }

    @Test
    void thoseThatMustBeSetAreSaidToBe() throws Exception {
        assertEquals(
                List.of(
                        "DRH_STACK",
                        "DRH_SOURCE_BUCKET",
                        "DRH_DESTINATION_BUCKET",
                        "DRH_QUEUE_URL",
                        "DRH_DEAD_LETTER_QUEUE_URL"),
                rows().filter(row -> row.get(4).equals("must be set"))
                        .map(row -> row.get(1).replace("`", ""))
                        .toList());
        rows().forEach(row -> assertFalse(row.get(4).isEmpty(), () -> row.get(1)));
    }

    private static List<String> line(Setting setting) {
        boolean sender = JobSenderSettings.variables().contains(setting.variable());
        boolean worker = JobWorkerSettings.variables().contains(setting.variable());
        return List.of(
                '`' + setting.variable() + '`',
                sender && worker ? "both" : sender ? "JobSender" : "JobWorker",
                setting.meaning());
    }

    /** The cells of each setting's line, from the second on: the first is what stands before the first bar. */
    private static Stream<List<String>> rows() throws Exception {
        return Files.readString(PAGE)
                .lines()
                .filter(line -> line.startsWith("| `" + Setting.PREFIX))
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
    }
}
