package io.replicationhub.localservers.provider;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request. Text is ISO 8859-1, one character a byte as it came, so that keys compare in byte order.
 *
 * @param path as it came, encoded
 * @param rawQuery as it came, encoded
 * @param query its parameters, decoded
 * @param headers by their names in lower case; of several of one name, joined by commas
 */
public record Call(
        String method,
        String path,
        String rawQuery,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    @Nullable
    String parameter(String name) {
        return query.get(name);
    }

    String parameter(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    boolean asks(String name) {
        return query.containsKey(name);
    }

    /** Undoes percent signs; plus signs stay. */
    public static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length()) {
                plain.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /** Percent signs for all but unreserved characters and slashes, as services write keys with encoding-type=url. */
    static String encode(String bytes) {
        StringBuilder text = new StringBuilder(bytes.length() + 16);
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || "-_.~/".indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append("%02X".formatted((int) c));
            }
        }
        return text.toString();
    }

    /** As text of a document in UTF-8. */
    static String xml(String bytes) {
        String text = new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\r", "&#13;");
    }
}
