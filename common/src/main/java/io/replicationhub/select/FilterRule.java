package io.replicationhub.select;

/** One line of a filter: keys that the glob matches are in, or are out. */
public record FilterRule(Verdict verdict, Glob glob) {
    /** What becomes of a key that a rule matches. */
    public enum Verdict {
        INCLUDE,
        EXCLUDE
    }

    /** Throws {@link BadGlobException}. */
    public static FilterRule include(String glob) {
        return new FilterRule(Verdict.INCLUDE, Glob.parse(glob));
    }

    /** Throws {@link BadGlobException}. */
    public static FilterRule exclude(String glob) {
        return new FilterRule(Verdict.EXCLUDE, Glob.parse(glob));
    }
}
