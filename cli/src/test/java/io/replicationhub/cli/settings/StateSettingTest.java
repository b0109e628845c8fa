package io.replicationhub.cli.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where unfinished uploads are remembered, unless --state says it. */
class StateSettingTest {
    @Test
    void itIsBelowTheStateFolderOfXdgOrTheHomeThatTheShellKnows() throws Exception {
        assertEquals(Path.of("/state/drh"), state(Map.of("XDG_STATE_HOME", "/state", "HOME", "/home/anna")));
        assertEquals(Path.of("/home/anna/.local/state/drh"), state(Map.of("HOME", "/home/anna")));
        assertEquals(
                Path.of(System.getProperty("user.home"), ".local/state/drh"),
                state(Map.of("HOME", "", "XDG_STATE_HOME", "")));
    }

    private static Path state(Map<String, String> environment) throws Exception {
        List<Map.Entry<Option, String>> line = List.of(
                Map.entry(Option.SOURCE, "s3://from"),
                Map.entry(Option.DESTINATION, "s3://into"),
                Map.entry(Option.SOURCE_CREDENTIALS, "anonymous"),
                Map.entry(Option.DESTINATION_CREDENTIALS, "anonymous"));
        return RunSettingsReader.read(Arguments.of(line, new ArrayList<>()), environment, InstantSource.system())
                .state();
    }
}
