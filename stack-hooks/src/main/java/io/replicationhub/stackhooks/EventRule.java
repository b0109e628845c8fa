package io.replicationhub.stackhooks;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a bucket is to tell a queue.
 *
 * @param id by which our rule is known among others
 * @param prefix of the keys, as they are; empty for all
 * @param events {@code s3:ObjectCreated:*} and the like
 */
record EventRule(String id, String queueArn, String prefix, List<String> events) {
    /** Amazon S3 User Guide, "Creating object key names", safe characters; the slash stands as it is in the guide's examples. */
    private static final String SAFE = "!-_.*'()/";

    /**
     * The prefix as the rule has it: a space is a plus, and characters that are not safe are percent-encoded (Amazon S3
     * User Guide, "Configuring event notifications using object key name filtering").
     */
    String writtenPrefix() {
        StringBuilder written = new StringBuilder();
        for (byte b : prefix.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || SAFE.indexOf(c) >= 0;
            if (plain) {
                written.append(c);
            } else if (c == ' ') {
                written.append('+');
            } else {
                written.append('%')
                        .append(Integer.toHexString(0x100 | c).substring(1).toUpperCase(java.util.Locale.ROOT));
            }
        }
        return written.toString();
    }
}
