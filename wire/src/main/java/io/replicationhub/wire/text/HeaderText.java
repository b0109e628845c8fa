package io.replicationhub.wire.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Text in the values of headers. */
public final class HeaderText {
    private HeaderText() {}

    /** What the bytes of a value, which come as one character each, mean: UTF-8 where they can, Latin-1 where not. */
    public static String read(String bytes) {
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.charAt(i) > '~') {
                try {
                    return StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                            .toString();
                } catch (CharacterCodingException e) {
                    return bytes;
                }
            }
        }
        return bytes;
    }

    /** Why a text cannot be a header's value, to be put after its name; null where it can. */
    public static @Nullable String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7F) {
                return "holds a control character";
            }
        }
        boolean spaced = !text.isEmpty() && (isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1)));
        return spaced ? "begins or ends with a space, which headers cannot carry" : null;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
