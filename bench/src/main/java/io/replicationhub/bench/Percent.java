package io.replicationhub.bench;

import java.nio.charset.StandardCharsets;

/** Percent-encoding of text in which one character is one byte. */
final class Percent {
    private static final String SAFE = "-_.~*/";
    private static final String HEX = "0123456789ABCDEF";

    private Percent() {}

    /** What a plus sign means: itself in a path, a space in a query. */
    enum Plus {
        KEPT,
        SPACE
    }

    static String decode(String text, Plus plus) {
        if (text.indexOf('%') < 0 && (plus == Plus.KEPT || text.indexOf('+') < 0)) {
            return text;
        }
        byte[] out = new byte[text.length()];
        int n = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length()) {
                out[n++] = (byte) Integer.parseInt(text, i + 1, i + 3, 16);
                i += 2;
            } else {
                out[n++] = (byte) (c == '+' && plus == Plus.SPACE ? ' ' : c);
            }
        }
        return new String(out, 0, n, StandardCharsets.ISO_8859_1);
    }

    /** As S3 encodes keys in a listing with {@code encoding-type=url}: {@code /} stays, a space becomes a plus sign. */
    static void encode(String text, Bytes to) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || SAFE.indexOf(c) >= 0) {
                to.add(c);
            } else if (c == ' ') {
                to.add('+');
            } else {
                to.add('%').add(HEX.charAt(c >> 4 & 15)).add(HEX.charAt(c & 15));
            }
        }
    }
}
