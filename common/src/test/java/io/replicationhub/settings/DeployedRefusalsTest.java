package io.replicationhub.settings;

import static io.replicationhub.settings.LeastSettings.FROM;
import static io.replicationhub.settings.LeastSettings.LEAST;
import static io.replicationhub.settings.LeastSettings.TO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.config.SettingsException;
import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.send.DeleteLimit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which settings of the deployed programs cannot be, alone or together, and which look so and can. */
class DeployedRefusalsTest {
    @Test
    void faultsAreReportedTogetherAndNoSecretIsRepeated() {
        var thrown = assertThrows(
                SettingsException.class,
                () -> JobSenderSettings.read(Map.of(
                        "DRH_STACK", "s",
                        "DRH_SOURCE_BUCKET", "from",
                        "DRH_SOURCE_CREDENTIALS", "canary-secret",
                        "DRH_DESTINATION_ENDPOINT", "nonsense",
                        "DRH_RULES", "drop *\ninclude *.csv\ninclude [",
                        "DRH_MIN_SIZE", "2MiB",
                        "DRH_MAX_SIZE", "1MiB",
                        "DRH_STALE_UPLOAD_AGE", "1h",
                        "DRH_QUEUE", "https://q")));
        assertFalse(thrown.getMessage().contains("canary"), thrown.getMessage());
        List<String> named = thrown.problems().stream()
                .map(problem -> problem.substring(0, problem.indexOf(' ')))
                .toList();
        assertEquals(
                List.of(
                        "DRH_SOURCE_CREDENTIALS",
                        "DRH_DESTINATION_BUCKET",
                        "DRH_DESTINATION_ENDPOINT",
                        "DRH_RULES",
                        "DRH_RULES",
                        "DRH_MIN_SIZE",
                        "DRH_QUEUE_URL",
                        "DRH_DEAD_LETTER_QUEUE_URL",
                        "DRH_STALE_UPLOAD_AGE",
                        "DRH_QUEUE"),
                named);
    }

    @Test
    void aDestinationInsideItsSourceIsRefused() {
        Map<String, String> set = new HashMap<>(LEAST);
        set.put("DRH_DESTINATION_BUCKET", "from");
        set.put("DRH_DESTINATION_PREFIX", "copy/");
        assertThrows(SettingsException.class, () -> JobSenderSettings.read(set));
        assertThrows(SettingsException.class, () -> JobWorkerSettings.read(set));
        set.put("DRH_DESTINATION_ENDPOINT", "http://elsewhere:9000");
        assertEquals("copy/", assertReads(set).destination().prefix());
    }

    /** Not the whole bucket, as if it were left out. */
    @Test
    void aPrefixOfBlanksIsAPrefix() throws SettingsException {
        Map<String, String> set = new HashMap<>(LEAST);
        set.put("DRH_SOURCE_PREFIX", " ");
        assertEquals(" ", assertReads(set).source().prefix());
    }

    @Test
    void aRegionThatNoAddressCanBeMadeOfIsRefusedAndAFaultOfBothSidesToldOnce() {
        Map<String, String> set = new HashMap<>(LEAST);
        set.put("DRH_SOURCE_REGION", "eu_west_1");
        set.put("DRH_REQUESTER_PAYS", "yes");
        var thrown = assertThrows(SettingsException.class, () -> JobSenderSettings.read(set));
        assertEquals(
                List.of(
                        "DRH_SOURCE_REGION must be the name of a region, such as eu-west-1 (was eu_west_1)",
                        "DRH_REQUESTER_PAYS must be true or false (was yes)"),
                thrown.problems());
    }

    @Test
    void aWorkerMayWriteBesideItsSourceInOneBucket() throws SettingsException {
        Map<String, String> set = new HashMap<>(LEAST);
        set.put("DRH_DESTINATION_BUCKET", "from");
        set.put("DRH_SOURCE_PREFIX", "in/");
        set.put("DRH_DESTINATION_PREFIX", "out/");
        assertEquals("out/", JobWorkerSettings.read(set).destination().prefix());
        set.put("DRH_DESTINATION_PREFIX", "in/copies/");
        assertThrows(SettingsException.class, () -> JobWorkerSettings.read(set));
    }

    @Test
    void wholeHistoriesAreForBothProgramsAndWithoutWhatWouldTearThemApart() throws SettingsException {
        Map<String, String> set = new HashMap<>(LEAST);
        set.put("DRH_VERSIONS", "all");
        assertEquals(Versions.ALL, assertReads(set).versions());
        assertEquals(Versions.ALL, JobWorkerSettings.read(set).versions());
        set.put("DRH_DELETE", "true");
        set.put("DRH_CLIENT", "sdk");
        set.put("DRH_MIN_SIZE", "1");
        set.put("DRH_SOURCE_PROFILE", "oss");
        set.put("DRH_SOURCE_REGION", "oss-cn-hangzhou");
        for (var read : List.<org.junit.jupiter.api.function.Executable>of(
                () -> JobSenderSettings.read(set), () -> JobWorkerSettings.read(set))) {
            List<String> problems = assertThrows(SettingsException.class, read).problems();
            for (String named : List.of("sizes and times", "DRH_DELETE", "DRH_CLIENT=wire", "OSS as the source")) {
                assertEquals(
                        1,
                        problems.stream()
                                .filter(problem -> problem.contains(named))
                                .count(),
                        problems::toString);
            }
        }
        set.put("DRH_VERSIONS", "some");
        assertThrows(SettingsException.class, () -> JobSenderSettings.read(set));
    }

    @Test
    void credentialsInVariablesWithOurPrefixAreNoTypos() throws SettingsException {
        Map<String, String> set = new HashMap<>(LEAST);
        set.put("DRH_SOURCE_CREDENTIALS", "env:DRH_FROM");
        set.put("DRH_FROM_ACCESS_KEY_ID", "k");
        set.put("DRH_FROM_SECRET_ACCESS_KEY", "s");
        assertEquals(
                new CredentialsReference.Environment("DRH_FROM"),
                JobWorkerSettings.read(set).source().credentials());
    }

    @Test
    void aStoreCopiesByItselfWhereOneIdentitySeesBothSides() throws SettingsException {
        assertTrue(FROM.canCopyTo(TO));
        Map<String, String> set = new HashMap<>(LEAST);
        set.put("DRH_SOURCE_CREDENTIALS", "profile:other");
        assertFalse(FROM.canCopyTo(JobWorkerSettings.read(set).source()));
        set.put("DRH_SOURCE_CREDENTIALS", "anonymous");
        set.put("DRH_DESTINATION_CREDENTIALS", "anonymous");
        JobWorkerSettings anonymous = JobWorkerSettings.read(set);
        assertFalse(anonymous.source().canCopyTo(anonymous.destination()));
    }

    private static JobSenderSettings assertReads(Map<String, String> set) {
        try {
            return JobSenderSettings.read(set);
        } catch (SettingsException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void deletesAreLimitedToATenthWhereNothingElseIsSaid() throws SettingsException {
        Map<String, String> set = new HashMap<>(LEAST);
        set.put("DRH_DELETE", "true");
        assertEquals(Optional.of(DeleteLimit.STANDARD), assertReads(set).deletes());
        set.put("DRH_MAX_DELETE", "7");
        assertEquals(Optional.of(new DeleteLimit.Count(7)), assertReads(set).deletes());
        set.put("DRH_MAX_DELETE", "most");
        assertThrows(SettingsException.class, () -> JobSenderSettings.read(set));
        set.remove("DRH_MAX_DELETE");
        assertTrue(JobWorkerSettings.read(set).deletes());
        set.put("DRH_MODIFIED_AFTER", "2026-01-01T00:00:00Z");
        assertThrows(SettingsException.class, () -> JobSenderSettings.read(set));
        assertThrows(SettingsException.class, () -> JobWorkerSettings.read(set));
    }

    @Test
    void aSourceInsideItsDestinationIsRefused() {
        Map<String, String> set = new HashMap<>(LEAST);
        set.put("DRH_DESTINATION_BUCKET", "from");
        set.put("DRH_SOURCE_PREFIX", "a/");
        assertThrows(SettingsException.class, () -> JobSenderSettings.read(set));
    }
}
