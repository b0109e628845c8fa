package io.replicationhub.wire.text;

import java.nio.charset.StandardCharsets;

/**
 * Percent-encoding as SigV4 wants it: every byte of the UTF-8 form but {@code A-Z a-z 0-9 - . _ ~}, in capitals (AWS
 * documentation, "Create a signed AWS API request"). Nothing is normalised: {@code ..}, {@code .} and {@code //} stay.
 */
public final class UriEncoding {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final boolean[] PLAIN = plain();

    private UriEncoding() {}

    /** Encodes a key for a path: {@code /} stays as it is. */
    public static String path(String text) {
        return encode(text, true);
    }

    /** Encodes the value of a query parameter. */
    public static String value(String text) {
        return encode(text, false);
    }

    private static String encode(String text, boolean keepSlash) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i), keepSlash)) {
                return encodeFrom(i, text, keepSlash);
            }
        }
        return text;
    }

    private static String encodeFrom(int start, String text, boolean keepSlash) {
        StringBuilder out = new StringBuilder(text.length() + 32).append(text, 0, start);
        for (byte b : text.substring(start).getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (isPlain(c, keepSlash)) {
                out.append(c);
            } else {
                out.append('%').append(HEX[c >> 4]).append(HEX[c & 0xF]);
            }
        }
        return out.toString();
    }

    private static boolean isPlain(char c, boolean keepSlash) {
        return c < PLAIN.length && PLAIN[c] || keepSlash && c == '/';
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[128];
        for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~".toCharArray()) {
            plain[c] = true;
        }
        return plain;
    }
}
