package io.replicationhub.profile;

/**
 * Something that is known of a service, and whence.
 *
 * @param source the address of a page of the service's documentation; or {@code tried: WHERE} for what was seen of a
 *     server that runs in our tests; or {@code unconfirmed: WHY} for what was assumed because no page says it
 */
public record Fact<T>(T value, String source) {
    static final String TRIED = "tried: ";
    static final String UNCONFIRMED = "unconfirmed: ";

    public Fact {
        if (!source.startsWith("https://") && !source.startsWith(TRIED) && !source.startsWith(UNCONFIRMED)) {
            throw new IllegalArgumentException("a fact without a source: " + value);
        }
    }

    /** Whether a page or a running server says so. */
    public boolean isConfirmed() {
        return !source.startsWith(UNCONFIRMED);
    }
}
