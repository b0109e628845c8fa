package io.replicationhub.wire.xml;

/**
 * Makes the documents of stores readable that copy a key's control characters into them, as they are or as references,
 * neither of which XML 1.0 allows. Each becomes {@code ?}: only for documents of which the keys are not read.
 */
public final class XmlText {
    private XmlText() {}

    /** Changes the array in place. */
    public static byte[] readable(byte[] xml) {
        for (int i = 0; i < xml.length; i++) {
            byte b = xml[i];
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
                xml[i] = '?';
            } else if (b == '&' && i + 2 < xml.length && xml[i + 1] == '#') {
                blankReference(xml, i);
            } else if (b == (byte) 0xEF && isNoCharacter(xml, i)) {
                xml[i] = '?';
                xml[i + 1] = '?';
                xml[i + 2] = '?';
            }
        }
        return xml;
    }

    /** U+FFFE and U+FFFF. */
    private static boolean isNoCharacter(byte[] xml, int at) {
        return at + 2 < xml.length
                && xml[at + 1] == (byte) 0xBF
                && (xml[at + 2] == (byte) 0xBE || xml[at + 2] == (byte) 0xBF);
    }

    private static void blankReference(byte[] xml, int at) {
        boolean hex = xml[at + 2] == 'x';
        int value = 0;
        int end = at + (hex ? 3 : 2);
        while (end < xml.length && xml[end] != ';' && end < at + 12) {
            value = value * (hex ? 16 : 10) + Math.max(0, Character.digit(xml[end], hex ? 16 : 10));
            end++;
        }
        boolean allowed =
                value >= ' ' && value != 0xFFFE && value != 0xFFFF || value == '\t' || value == '\n' || value == '\r';
        if (!allowed && end < xml.length && xml[end] == ';') {
            for (int i = at; i <= end; i++) {
                xml[i] = '?';
            }
        }
    }
}
