package io.replicationhub.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1048576, 1048576",
        "7 B, 7",
        "64MiB, 67108864",
        "8 MiB, 8388608",
        "64mib, 67108864",
        "10MB, 10000000",
        "1.5GiB, 1610612736",
        "0.1KB, 100",
        "48.8TiB, 53656167435468",
        "9223372036854775807, 9223372036854775807"
    })
    void sizesAreReadInPowersOf1000And1024(String text, long bytes) {
        assertEquals(bytes, ByteSize.parse(text).bytes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "MiB", "-1", "64M", "64 M", "1e6", "0x10", "1,5GB", "9223372036854775808", "9 EiB", "8 MiB/s"
            })
    void whatIsNoSizeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1000, 1000 B",
        "1536, 1536 B",
        "2048, 2 KiB",
        "67108864, 64 MiB",
        "1073741824, 1 GiB"
    })
    void theTextIsTheShortestExactOneAndReadsBack(long bytes, String text) {
        assertEquals(text, new ByteSize(bytes).toString());
        assertEquals(bytes, ByteSize.parse(text).bytes());
    }

    @ParameterizedTest
    @CsvSource({"10MB/s, 10000000", "64 MiB/s, 67108864", "1000, 1000", "1KiB/S, 1024"})
    void ratesAreSizesInASecond(String text, long bytes) {
        assertEquals(bytes, ByteRate.parse(text).bytesPerSecond());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0MB/s", "10MB/m", "fast", "/s"})
    void whatIsNoRateIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> ByteRate.parse(text));
    }

    @ParameterizedTest
    @CsvSource({"500ms, 500", "60s, 60000", "15 m, 900000", "6h, 21600000", "7d, 604800000", "0s, 0"})
    void timesAreReadAndWrittenInOneForm(String text, long millis) {
        Duration time = TimeSpan.parse(text);
        assertEquals(Duration.ofMillis(millis), time);
        assertEquals(time, TimeSpan.parse(TimeSpan.format(time)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "1.5h", "-1s", "5 weeks"})
    void whatIsNoTimeIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> TimeSpan.parse(text));
    }

    @Test
    void theRefusalSaysWhatWouldDo() {
        var refused = assertThrows(IllegalArgumentException.class, () -> ByteSize.parse("64M"));
        assertTrue(refused.getMessage().contains("64MiB"), refused.getMessage());
    }
}
