package io.replicationhub.localservers.oss;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Pieces of OSS's documents. */
final class OssXml {
    static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private OssXml() {}

    static String element(String name, String text) {
        return '<' + name + '>' + escape(text) + "</" + name + '>';
    }

    /** As {@code encoding-type=url} has it: as HTML forms do, so a space is a plus sign. */
    static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** With milliseconds, which are always zero, as in the documentation's examples. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
