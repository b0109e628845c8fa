package io.replicationhub.storage.s3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text in headers as RFC 2047 has it: {@code =?UTF-8?B?w6Q=?=}. */
final class EncodedWords {
    /** A word is at most 75 characters (RFC 2047, section 2), of which 12 are frame: 63 of Base64, so 45 bytes. */
    private static final int BYTES_A_WORD = 45;

    private static final Pattern WORD = Pattern.compile("=\\?([^?\\s]+)\\?([BbQq])\\?([^?\\s]*)\\?=");

    private EncodedWords() {}

    /** The text as it can stand in a header: as it is, if it is printable ASCII, has no space at its ends and is not taken for a word. */
    static String encode(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() * 2);
        ByteArrayOutputStream word = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            byte[] bytes = Character.toString(point).getBytes(StandardCharsets.UTF_8);
            if (word.size() + bytes.length > BYTES_A_WORD) {
                flush(word, out);
            }
            word.writeBytes(bytes);
            i += Character.charCount(point);
        }
        flush(word, out);
        return out.toString();
    }

    /** The text that a header's value stands for. What is no encoded word stays as it is; white space between two goes. */
    static String decode(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        StringBuilder out = new StringBuilder(value.length());
        Matcher words = WORD.matcher(value);
        int end = 0;
        boolean afterWord = false;
        while (words.find()) {
            String text = decodeWord(words.group(1), words.group(2), words.group(3));
            String between = value.substring(end, words.start());
            if (!(afterWord && text != null && between.isBlank())) {
                out.append(between);
            }
            out.append(text == null ? words.group() : text);
            afterWord = text != null;
            end = words.end();
        }
        return out.append(value, end, value.length()).toString();
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.startsWith(" ") && !text.endsWith(" ") && !text.contains("=?");
    }

    private static void flush(ByteArrayOutputStream word, StringBuilder out) {
        if (out.length() > 0) {
            out.append(' ');
        }
        out.append("=?UTF-8?B?")
                .append(Base64.getEncoder().encodeToString(word.toByteArray()))
                .append("?=");
        word.reset();
    }

    private static @Nullable String decodeWord(String charsetName, String encoding, String text) {
        try {
            int language = charsetName.indexOf('*');
            Charset charset = Charset.forName(language < 0 ? charsetName : charsetName.substring(0, language));
            byte[] bytes = encoding.toUpperCase(Locale.ROOT).equals("B")
                    ? Base64.getDecoder().decode(text)
                    : quotedPrintable(text);
            return new String(bytes, charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static byte[] quotedPrintable(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                bytes.write(Integer.parseInt(text, i + 1, Math.min(i + 3, text.length()), 16));
                i += 2;
            } else {
                bytes.write(c == '_' ? ' ' : c);
            }
        }
        return bytes.toByteArray();
    }
}
