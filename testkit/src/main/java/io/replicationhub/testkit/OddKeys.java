package io.replicationhub.testkit;

import io.replicationhub.object.ObjectKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keys that break what takes a key for a path, a URL, an XML text, a file name or a UTF-16 string. All of them are legal
 * on S3 (User Guide, "Naming Amazon S3 objects": any UTF-8 of up to 1,024 bytes).
 */
public final class OddKeys {
    private static final int LONGEST_KEY_BYTES = 1024;

    private OddKeys() {}

    /** What every store that calls itself S3-compatible should keep. */
    public static List<String> common() {
        return List.of(
                "plain",
                "dir/",
                "dir/file.txt",
                "a+b",
                "a%2Bb",
                "a%20b",
                "100%",
                "%",
                "a b",
                " leading space",
                "trailing space ",
                "two  spaces",
                "single'quote",
                "double\"quote",
                "a&b=c?d#e",
                "<xml>&amp;</xml>",
                "semi;colon:comma,at@dollar$",
                "tilde~star*bar|caret^tick`",
                "[brackets]{braces}(parens)!",
                "umlaut-\u00fc-composed",
                "umlaut-u\u0308-decomposed",
                "\u65e5\u672c\u8a9e/\u30c6\u30b9\u30c8.txt",
                "emoji-\ud83d\ude00",
                "order-\ufffd-replacement",
                "order-\ud83d\ude00-emoji",
                "zero-width-\u200b-joiner",
                "a=b");
    }

    /** Keys with empty and dotted segments: a store that keeps files on a disk, or a client that tidies URLs, loses them. */
    public static List<String> pathLike() {
        return List.of(
                "/leading",
                "//two-leading",
                "trailing/",
                "a//b",
                "a///b",
                "./dot",
                "../dotdot",
                "a/./b",
                "a/../b",
                "a/..",
                ".",
                "..",
                ".hidden",
                "...",
                "/",
                "//",
                "back\\slash",
                "C:\\windows\\style");
    }

    /** Characters that XML 1.0 cannot carry unless they are encoded, or that it changes when it is read. */
    public static List<String> controls() {
        return List.of(
                "control-\u0001-one",
                "control-\u001f-last",
                "tab-\t-tab",
                "newline-\n-newline",
                "return-\r-return",
                "delete-\u007f-delete",
                "next-line-\u0085-c1",
                "not-a-character-\ufffe-end");
    }

    /** Keys of exactly 1,024 bytes: of one byte, and of four bytes a character. */
    public static List<String> longest() {
        return List.of("k".repeat(LONGEST_KEY_BYTES), "\ud83d\ude00".repeat(LONGEST_KEY_BYTES / 4));
    }

    /** All of them, in no order. */
    public static List<String> all() {
        return Stream.of(common(), pathLike(), controls(), longest())
                .flatMap(List::stream)
                .toList();
    }

    /** The same in the order in which S3 lists them. */
    public static List<String> inOrder(List<String> keys) {
        return keys.stream().sorted(ObjectKey::compareUtf8).toList();
    }
}
