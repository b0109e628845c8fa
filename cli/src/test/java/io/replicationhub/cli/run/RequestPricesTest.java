package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What plan reckons with is what the documentation says. */
class RequestPricesTest {
    @Test
    void theyStandInTheCostDocument() throws IOException {
        assertEquals(RequestPrices.DOLLARS_PER_MILLION_WRITES_AND_LISTS, documented("S3 PUT, COPY, POST, LIST"), 0);
        assertEquals(RequestPrices.DOLLARS_PER_MILLION_READS, documented("S3 GET, HEAD and all other"), 0);
        assertEquals(0, documented("S3 DELETE, abort of an upload"), 0);
    }

    /** The dollars of a million in the table of prices. */
    private static double documented(String what) throws IOException {
        Pattern row = Pattern.compile("\\| " + Pattern.quote(what) + " \\| \\$([0-9.]+) a million \\|.*");
        List<Double> found = Files.readAllLines(Path.of("../docs/cost.md")).stream()
                .map(row::matcher)
                .filter(Matcher::matches)
                .map(match -> Double.valueOf(match.group(1)))
                .toList();
        assertEquals(1, found.size(), what);
        return found.get(0);
    }
}
