package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.testkit.Seeds;
import io.replicationhub.wire.text.Checksums;
import io.replicationhub.wire.text.Timestamps;
import io.replicationhub.wire.xml.XmlText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times, encoded words and checksums in the forms that S3 writes them in. */
final class TextFormsTest {
    @Test
    void anyTextIsReadBackFromItsEncodedWords() {
        Seeds.each(500, seed -> {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.appendCodePoint("a =?Bäß中😀_-\u0001".codePoints().toArray()[random.nextInt(12)]);
            }
            String encoded = EncodedWords.encode(text.toString());
            assertTrue(encoded.chars().allMatch(c -> c >= ' ' && c <= '~'), encoded);
            for (String word : encoded.split(" ")) {
                assertTrue(!word.startsWith("=?UTF-8?B?") || word.length() <= 75, word);
            }
            assertEquals(text.toString(), EncodedWords.decode(encoded));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "=?", "=?x?=", "a =?UTF-8?X?abc?= b", "=?no-such-charset?B?YQ==?=", "=?UTF-8?B?%%?="
            })
    void whatIsNoEncodedWordStaysAsItIs(String value) {
        assertEquals(value, EncodedWords.decode(value));
    }

    @Test
    void isoTimesAreReadAsTheJdkReadsThem() {
        Seeds.each(2_000, seed -> {
            Random random = new Random(seed);
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-60_000_000_000L, 200_000_000_000L), random.nextInt(1000) * 1_000_000L);
            if (instant.atOffset(ZoneOffset.UTC).getYear() > 0) {
                assertEquals(Optional.of(instant), Timestamps.iso(instant.toString()));
            }
            Instant second = Instant.ofEpochSecond(random.nextLong(0, 4_000_000_000L));
            String http = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
                    .format(second.atOffset(ZoneOffset.UTC));
            assertEquals(Optional.of(second), Timestamps.http(http));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2020-02-30T00:00:00Z",
                "2020-13-01T00:00:00Z",
                "2020-01-01T25:00:00Z",
                "2020-01-01T00:00:0xZ"
            })
    void whatIsNoTimeIsNone(String text) {
        assertEquals(Optional.empty(), Timestamps.iso(text));
        assertEquals(Optional.empty(), Timestamps.http(text));
    }

    @Test
    void timesWithOtherOffsetsAndFinerFractionsAreRead() {
        assertEquals(
                Optional.of(Instant.parse("2020-01-01T00:00:00.123456789Z")),
                Timestamps.iso("2020-01-01T00:00:00.123456789Z"));
        assertEquals(Optional.of(Instant.parse("2019-12-31T23:00:00Z")), Timestamps.iso("2020-01-01T00:00:00+01:00"));
    }

    @ParameterizedTest
    @CsvSource({"4waSgw==, -486108541", "AAAAAA==, 0", "/////w==, -1"})
    void checksumsAreWrittenAndReadMostSignificantByteFirst(String text, int crc) {
        assertEquals(text, Checksums.base64(crc));
        assertEquals(OptionalInt.of(crc), Checksums.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "4waSgw==-2", "4waS", "not base64!"})
    void whatIsNoChecksumIsNone(String text) {
        assertEquals(OptionalInt.empty(), Checksums.parse(text));
    }

    @Test
    void charactersThatXmlDoesNotAllowAreReplacedAndAllOthersKept() {
        String xml = "<a>\u0001&#x1;&#2;&#x1F;\uFFFE&#xFFFF;\t\n&#9;&#x41;&amp;ä😀</a>";
        String readable = new String(XmlText.readable(xml.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        assertEquals(
                "<a>??????????????????????????????\t\n&#9;&#x41;&amp;ä😀</a>".replaceAll("\\?+", "?"),
                readable.replaceAll("\\?+", "?"));
    }
}
