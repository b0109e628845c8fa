package io.replicationhub.config;

import java.util.regex.Pattern;

/**
 * Tells values that may be or hold a secret, which a user has put into the wrong place: they must not be repeated. It
 * errs on the side of silence.
 */
public final class Secrets {
    private static final int SHOWN_MOST = 80;
    /** {@code user@host}, {@code key:secret}; the colons of a time and of a scheme are others. */
    private static final Pattern PAIR = Pattern.compile("@|[^0-9]:(?!//)|:(?!//)[^0-9]");
    /** How the access keys of AWS, Aliyun and Tencent begin; who has one has the other half at hand. */
    private static final Pattern ACCESS_KEY =
            Pattern.compile("A[KS]IA[A-Z0-9]{12}|LTAI[A-Za-z0-9]{12}|AKID[A-Za-z0-9]{12}");
    /** Secret keys have 30 to 40 letters of these, and tokens more; a path begins otherwise or has a dot. */
    private static final Pattern SECRET_KEY =
            Pattern.compile("(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+_=-][A-Za-z0-9+/_=-]{29,}");
    /** A part of a longer text that is made like a secret key. */
    private static final Pattern RUN = Pattern.compile(
            "(?=[A-Za-z0-9+_=-]*[a-z])(?=[A-Za-z0-9+_=-]*[A-Z])(?=[A-Za-z0-9+_=-]*[0-9])[A-Za-z0-9+_=-]{24,}");

    private Secrets() {}

    /** Whether a text may hold one. */
    public static boolean mayBeIn(String text) {
        return PAIR.matcher(text).find()
                || ACCESS_KEY.matcher(text).find()
                || SECRET_KEY.matcher(text).matches()
                || RUN.matcher(text).find();
    }

    /** The end of a sentence that refuses a value: {@code " (was VALUE)"}, shortened, or nothing where it may be a secret. */
    public static String was(String value) {
        if (mayBeIn(value)) {
            return "";
        }
        return " (was " + (value.length() <= SHOWN_MOST ? value : value.substring(0, SHOWN_MOST) + "…") + ")";
    }
}
