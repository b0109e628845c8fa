package io.replicationhub.config;

/**
 * What the system's arguments and variables are read by: the charset of the locale. Where it has no name for a character,
 * the JVM puts another in its place before anyone sees it, and a prefix would be another prefix.
 *
 * @param name as the JVM says it
 */
public record NativeCharset(String name) {
    private static final String LOST = "\uFFFD";

    /** That of this process. */
    public static NativeCharset ours() {
        return new NativeCharset(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /** Whether characters of a text were lost on their way here. UTF-8 loses none: there it is a character as any other. */
    public boolean lostSomeOf(String text) {
        return text.contains(LOST) && !name.equalsIgnoreCase("UTF-8");
    }

    /** What follows the name of such a text in a sentence. */
    public String complaint() {
        return " has characters that are lost in this locale, whose charset is " + name
                + ": set LC_ALL to one of UTF-8, such as C.UTF-8";
    }
}
