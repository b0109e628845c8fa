package io.replicationhub.config;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private enum Compare {
        AUTO,
        SIZE_AND_TIME
    }

    @Test
    void everyTypeIsRead() throws SettingsException {
        assertEquals("b", read(Setting.SOURCE_BUCKET, "b", r -> r.required(Setting.SOURCE_BUCKET)));
        assertEquals(Optional.of("p/"), read(Setting.SOURCE_PREFIX, "p/", r -> r.text(Setting.SOURCE_PREFIX)));
        assertEquals(List.of(true), read(Setting.METADATA, "TRUE", r -> List.of(r.flag(Setting.METADATA, false))));
        assertEquals(
                Compare.SIZE_AND_TIME,
                read(Setting.COMPARE, "size-and-time", r -> r.choice(Setting.COMPARE, Compare.AUTO)));
        assertEquals(List.of(7), read(Setting.CONCURRENCY, "7", r -> List.of(r.number(Setting.CONCURRENCY, 1, 64, 3))));
        assertEquals(
                ByteSize.ofMiB(64),
                read(
                        Setting.MEMORY,
                        "64 MiB",
                        r -> r.size(Setting.MEMORY, ByteSize.ofMiB(1), ByteSize.ofMiB(99), ByteSize.ofMiB(2))));
        assertEquals(
                Optional.of(new ByteRate(5_000_000)), read(Setting.BANDWIDTH, "5MB/s", r -> r.rate(Setting.BANDWIDTH)));
        assertEquals(
                Duration.ofHours(6),
                read(
                        Setting.STALE_UPLOAD_AGE,
                        "6h",
                        r -> r.duration(
                                Setting.STALE_UPLOAD_AGE,
                                Duration.ofHours(1),
                                Duration.ofDays(9),
                                Duration.ofDays(7))));
        assertEquals(
                Optional.of(URI.create("http://127.0.0.1:9000")),
                read(Setting.SOURCE_ENDPOINT, "http://127.0.0.1:9000", r -> r.endpoint(Setting.SOURCE_ENDPOINT)));
    }

    /** As in a runtime whose locale is not installed. */
    @Test
    void aValueThatTheLocaleHasSpoiltIsNone() {
        spoilt(r -> r.text(Setting.SOURCE_PREFIX));
        spoilt(r -> r.verbatim(Setting.SOURCE_PREFIX));
    }

    private static void spoilt(Function<SettingsReader, Object> reading) {
        Map<String, String> environment = Map.of(Setting.SOURCE_PREFIX.variable(), "\uFFFD\uFFFD/");
        var refusal = assertThrows(
                SettingsException.class,
                () -> SettingsReader.read(environment, new NativeCharset("ANSI_X3.4-1968"), reading));
        assertEquals(
                List.of(
                        "DRH_SOURCE_PREFIX has characters that are lost in this locale, whose charset is ANSI_X3.4-1968:"
                                + " set LC_ALL to one of UTF-8, such as C.UTF-8"),
                refusal.problems());
        assertDoesNotThrow(() -> SettingsReader.read(environment, new NativeCharset("UTF-8"), reading));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAIOSFODNN7EXAMPLE",
                "id:secret-of-mine",
                "s3://id:secret@bucket",
                "someone@example.com",
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "IQoJb3JpZ2luX2VjEJr//////////wEaCXVzLWVhc3QtMSJH"
            })
    void aValueThatMayBeASecretIsNotRepeated(String value) {
        SettingsException refused = assertThrows(
                SettingsException.class,
                () -> read(Setting.METADATA, value, r -> List.of(r.flag(Setting.METADATA, false))));
        assertEquals(List.of("DRH_METADATA must be true or false"), refused.problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "64MiBB",
                "s3://Bucket_9/photos/2026",
                "2026-13-31T08:00:00Z",
                "/home/anna/Results2/of/the/3rd/Run.txt",
                "photos-of-2026-{january,february}/**"
            })
    void anyOtherIs(String value) {
        SettingsException refused = assertThrows(
                SettingsException.class,
                () -> read(Setting.METADATA, value, r -> List.of(r.flag(Setting.METADATA, false))));
        assertEquals(List.of("DRH_METADATA must be true or false (was " + value + ")"), refused.problems());
    }

    @Test
    void whatIsNotSetOrEmptyTakesItsDefault() throws SettingsException {
        for (Map<String, String> environment : List.of(
                Map.<String, String>of(), Map.of("DRH_CONCURRENCY", "", "DRH_METADATA", " ", "DRH_COMPARE", ""))) {
            int concurrency = SettingsReader.read(environment, r -> {
                assertTrue(r.flag(Setting.METADATA, true));
                assertEquals(Compare.AUTO, r.choice(Setting.COMPARE, Compare.AUTO));
                return r.number(Setting.CONCURRENCY, 1, 64, 3);
            });
            assertEquals(3, concurrency);
        }
    }

    @Test
    void allProblemsAreReportedTogetherInTheOrderOfReading() {
        var faulty = Map.of(
                "DRH_CONCURRENCY", "0",
                "DRH_MEMORY", "64M",
                "DRH_COMPARE", "guess",
                "DRH_METADATA", "yes",
                "DRH_STALE_UPLOAD_AGE", "1m",
                "DRH_BANDWIDTH", "0");
        var thrown = assertThrows(
                SettingsException.class,
                () -> SettingsReader.read(
                        faulty,
                        r -> List.of(
                                r.required(Setting.SOURCE_BUCKET),
                                r.number(Setting.CONCURRENCY, 1, 64, 3),
                                r.size(Setting.MEMORY, ByteSize.ofMiB(1), ByteSize.ofMiB(99), ByteSize.ofMiB(2)),
                                r.choice(Setting.COMPARE, Compare.AUTO),
                                r.flag(Setting.METADATA, true),
                                r.duration(
                                        Setting.STALE_UPLOAD_AGE,
                                        Duration.ofHours(1),
                                        Duration.ofDays(9),
                                        Duration.ofDays(7)),
                                r.rate(Setting.BANDWIDTH))));
        assertEquals(
                List.of(
                        "DRH_SOURCE_BUCKET is missing: it must be the bucket to copy from",
                        "DRH_CONCURRENCY must be a number from 1 to 64 (was 0)",
                        "DRH_MEMORY must be a size such as 64MiB, 1.5GB or 1048576 (was 64M)",
                        "DRH_COMPARE must be one of auto, size-and-time (was guess)",
                        "DRH_METADATA must be true or false (was yes)",
                        "DRH_STALE_UPLOAD_AGE must be a time from 1h to 9d (was 1m)",
                        "DRH_BANDWIDTH must be a rate above zero, such as 10MB/s (was 0)"),
                thrown.problems());
        assertTrue(thrown.getMessage().startsWith("7 problems with the settings: DRH_SOURCE_BUCKET"));
    }

    @Test
    void aMisspeltVariableIsReportedWithTheNameThatWasMeant() {
        var environment =
                Map.of("DRH_SOURCE_BUCKT", "b", "DRH_NOTHING_LIKE_IT", "x", "PATH", "/bin", "OTHER_DRH_X", "y");
        var thrown = assertThrows(
                SettingsException.class, () -> SettingsReader.read(environment, r -> r.text(Setting.SOURCE_BUCKET)));
        assertEquals(
                List.of(
                        "DRH_NOTHING_LIKE_IT is not a setting here",
                        "DRH_SOURCE_BUCKT is not a setting here; did you mean DRH_SOURCE_BUCKET?"),
                thrown.problems());
    }

    @Test
    void aVariableThatIsExpectedIsNoTypo() throws SettingsException {
        assertEquals("", SettingsReader.read(Map.of("DRH_SOURCE_ACCESS_KEY_ID", "k"), r -> {
            r.expect("DRH_SOURCE_ACCESS_KEY_ID");
            return "";
        }));
    }

    @Test
    void aConfidentialValueIsNeverRepeated() {
        var thrown = assertThrows(
                SettingsException.class,
                () -> SettingsReader.read(
                        Map.of("DRH_SOURCE_CREDENTIALS", "{\"secret\":\"canary\"}"),
                        r -> r.confidential(Setting.SOURCE_CREDENTIALS, text -> {
                            throw new IllegalArgumentException("a reference");
                        })));
        assertEquals(List.of("DRH_SOURCE_CREDENTIALS must be a reference"), thrown.problems());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3.example.com",
                "ftp://host",
                "https://",
                "https://user:canary@host",
                "https://host?token=canary",
                "https://ho st",
                "https://host#f"
            })
    void anEndpointIsAPlainWebAddressAndItsValueIsNotRepeated(String text) {
        var thrown = assertThrows(
                SettingsException.class,
                () -> read(Setting.SOURCE_ENDPOINT, text, r -> r.endpoint(Setting.SOURCE_ENDPOINT)));
        assertEquals(1, thrown.problems().size());
        assertFalse(thrown.getMessage().contains("canary"), thrown.getMessage());
    }

    @Test
    void aLongValueIsCutInTheMessage() {
        var thrown = assertThrows(
                SettingsException.class,
                () -> read(Setting.CONCURRENCY, "9".repeat(5_000), r -> r.number(Setting.CONCURRENCY, 1, 64, 3)));
        assertTrue(thrown.getMessage().length() < 250, thrown.getMessage());
    }

    @Test
    void theNamesThatAReadingAsksForAreKnownWithoutValues() {
        assertEquals(
                Set.of("DRH_SOURCE_BUCKET", "DRH_METADATA"),
                SettingsReader.namesRead(
                        r -> List.of(r.required(Setting.SOURCE_BUCKET), r.flag(Setting.METADATA, true))));
    }

    private static <T> T read(Setting setting, String value, Function<SettingsReader, T> reading)
            throws SettingsException {
        return SettingsReader.read(Map.of(setting.variable(), value), reading);
    }
}
