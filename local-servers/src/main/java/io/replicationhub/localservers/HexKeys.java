package io.replicationhub.localservers;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes keys as the hexadecimal digits of their UTF-8 bytes. That keeps what matters: equality, the order of bytes,
 * and what is a prefix of what; and it leaves nothing that a file system could take for a path.
 */
final class HexKeys {
    /** s3proxy's own notes about open uploads lie among the objects under such names. */
    private static final String UPLOAD_NOTE = ".s3proxy-mpu-stub-";

    /** s3proxy reads the parts of an upload (id of 36 characters) under a name with the object's key in it. */
    private static final Pattern PART = Pattern.compile("(\\.mpus-.{36}-)(.*)(-\\d+)", Pattern.DOTALL);

    private HexKeys() {}

    static String noteOf(String uploadId) {
        return UPLOAD_NOTE + uploadId;
    }

    static boolean isNote(String name) {
        return name.startsWith(UPLOAD_NOTE);
    }

    static String encode(String key) {
        if (isNote(key)) {
            return key;
        }
        Matcher part = PART.matcher(key);
        return part.matches() ? part.group(1) + hex(part.group(2)) + part.group(3) : hex(key);
    }

    static String decode(String name) {
        return name.startsWith(UPLOAD_NOTE) ? name : new String(HexFormat.of().parseHex(name), StandardCharsets.UTF_8);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
