package io.replicationhub.aws;

import java.nio.charset.StandardCharsets;

/**
 * Text that SQS accepts. It refuses characters that XML 1.0 does not have, in bodies and in attributes alike, and empty
 * attributes (SQS API reference, SendMessage).
 */
final class XmlText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private XmlText() {}

    /**
     * A key as an attribute: what XML does not have, and {@code %} itself, as percent-encoded UTF-8. The way back is to
     * decode every {@code %XX}.
     */
    static String ofKey(String key) {
        var text = new StringBuilder(key.length() + 16);
        key.codePoints().forEach(point -> {
            if (point != '%' && isXml(point)) {
                text.appendCodePoint(point);
            } else {
                for (byte octet : new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8)) {
                    text.append('%').append(HEX[octet >> 4 & 0xF]).append(HEX[octet & 0xF]);
                }
            }
        });
        return text.toString();
    }

    /** A sentence as an attribute: control characters become spaces, the end is cut where it is too long. */
    static String ofSentence(String sentence, int charsMost) {
        var text = new StringBuilder(Math.min(sentence.length(), charsMost));
        sentence.codePoints().forEach(point -> {
            int shown = isXml(point) && point >= ' ' ? point : ' ';
            if (text.length() + Character.charCount(shown) < charsMost) {
                text.appendCodePoint(shown);
            } else if (text.length() < charsMost && text.charAt(text.length() - 1) != '…') {
                text.append('…');
            }
        });
        return text.toString();
    }

    /** XML 1.0 §2.2, Char. What it lacks lies below U+10000, a lone surrogate included. */
    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || point == '\r'
                || point >= ' ' && point <= 0xD7FF
                || point >= 0xE000 && point <= 0xFFFD
                || point >= 0x10000;
    }
}
