package io.replicationhub.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.replicationhub.config.Setting;
import io.replicationhub.settings.JobSenderSettings;
import io.replicationhub.settings.JobWorkerSettings;
import io.replicationhub.stack.JobWorkerRuntime;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    @Test
    void theJobWorkerIsSetWhatItReadsAndNothingElse() {
        Set<String> set = new TreeSet<>();
        Synthesized.plain()
                .properties("JobWorker")
                .get("Environment")
                .get("Variables")
                .fieldNames()
                .forEachRemaining(set::add);
        assertEquals(new TreeSet<>(JobWorkerSettings.variables()), ours(set));
    }

    @Test
    void theJobSenderIsSetWhatItReadsAndNothingElse() {
        Set<String> set = new TreeSet<>();
        Synthesized.plain()
                .properties("JobSenderTask")
                .get("ContainerDefinitions")
                .get(0)
                .get("Environment")
                .forEach(variable -> set.add(variable.get("Name").asText()));
        assertEquals(new TreeSet<>(JobSenderSettings.variables()), ours(set));
    }

    @Test
    void theRuntimeIsToldWhatTheArtefactIsTestedWith() {
        JsonNode variables =
                Synthesized.plain().properties("JobWorker").get("Environment").get("Variables");
        JobWorkerRuntime.ENVIRONMENT.forEach(
                (name, value) -> assertEquals(value, variables.get(name).asText()));
    }

    private static Set<String> ours(Set<String> names) {
        Set<String> ours = new TreeSet<>(names);
        ours.removeIf(name -> !name.startsWith(Setting.PREFIX));
        return ours;
    }
}
