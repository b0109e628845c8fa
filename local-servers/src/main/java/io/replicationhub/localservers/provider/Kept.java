package io.replicationhub.localservers.provider;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An object as it is kept.
 *
 * @param etag without quotes
 * @param headers what goes back with it, names in lower case
 */
record Kept(byte[] body, String etag, Instant modified, String storageClass, Map<String, String> headers) {
    /** What is kept of a request's headers. Source: S3 API Reference, PutObject. */
    static Map<String, String> kept(Call call) {
        Map<String, String> headers = new TreeMap<>();
        call.headers().forEach((name, value) -> {
            boolean system = switch (name) {
                case "content-type",
                        "content-encoding",
                        "content-language",
                        "content-disposition",
                        "cache-control",
                        "expires" -> true;
                default -> false;
            };
            if (system || name.startsWith("x-amz-meta-")) {
                headers.put(name, value);
            }
        });
        return headers;
    }

    String time() {
        return modified.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    }

    String httpTime() {
        return DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                .format(modified.atOffset(ZoneOffset.UTC));
    }
}
