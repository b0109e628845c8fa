package io.replicationhub.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head of one request. All text is ISO 8859-1: one character is one byte as it came, so that a key compares by
 * {@link String#compareTo} in the byte order in which S3 lists.
 */
final class HttpRequest {
    final String method;
    final String path;
    private final Map<String, String> query;
    private final String[] headers;

    /** Headers are pairs of a lower-case name and a trimmed value. */
    HttpRequest(String method, String target, String[] headers) {
        this.method = method;
        this.headers = headers;
        int mark = target.indexOf('?');
        this.path = Percent.decode(mark < 0 ? target : target.substring(0, mark), Percent.Plus.KEPT);
        this.query = mark < 0 ? Map.of() : parse(target.substring(mark + 1));
    }

    private static Map<String, String> parse(String text) {
        Map<String, String> found = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('&', at);
            if (end < 0) {
                end = text.length();
            }
            if (end > at) {
                int equals = text.indexOf('=', at);
                boolean valued = equals >= 0 && equals < end;
                String name = text.substring(at, valued ? equals : end);
                String value = valued ? text.substring(equals + 1, end) : "";
                found.put(Percent.decode(name, Percent.Plus.SPACE), Percent.decode(value, Percent.Plus.SPACE));
            }
            at = end + 1;
        }
        return found;
    }

    @Nullable
    String header(String lowerCaseName) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals(lowerCaseName)) {
                return headers[i + 1];
            }
        }
        return null;
    }

    Optional<String> maybe(String lowerCaseName) {
        return Optional.ofNullable(header(lowerCaseName));
    }

    /** Name, value, name, value. */
    String[] headers() {
        return headers;
    }

    boolean asks(String name) {
        return query.containsKey(name);
    }

    String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    boolean isHead() {
        return method.equals("HEAD");
    }
}
