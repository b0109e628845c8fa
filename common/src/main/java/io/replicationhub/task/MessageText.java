package io.replicationhub.task;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Which characters of a string a message escapes, so that any key can travel: besides what JSON demands, all that XML 1.0
 * cannot carry, since SQS takes nothing else in a body (SQS API reference, SendMessage: #x9 | #xA | #xD | #x20 to #xD7FF |
 * #xE000 to #xFFFD | #x10000 to #x10FFFF). All surrogates are escaped, so a lone one travels too.
 */
final class MessageText extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int ESCAPED_BYTES = 6;
    private static final int[] ASCII = CharacterEscapes.standardAsciiEscapesForJSON();

    @Override
    public int[] getEscapeCodesForAscii() {
        return ASCII.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int c) {
        return isOutsideXml(c)
                ? new SerializedString("\\u" + HexFormat.of().withUpperCase().toHexDigits((char) c))
                : null;
    }

    /** How many bytes the text takes as a JSON string in UTF-8, with its quotes. */
    static int bytes(String text) {
        int bytes = 2;
        for (int i = 0; i < text.length(); i++) {
            bytes += bytes(text.charAt(i));
        }
        return bytes;
    }

    private static int bytes(char c) {
        if (c < ASCII.length) {
            int escape = ASCII[c];
            return escape == 0 ? 1 : escape > 0 ? 2 : ESCAPED_BYTES;
        }
        if (isOutsideXml(c)) {
            return ESCAPED_BYTES;
        }
        return c < 0x800 ? 2 : 3;
    }

    private static boolean isOutsideXml(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE || c == 0xFFFE || c == 0xFFFF;
    }
}
