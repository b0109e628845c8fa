package io.replicationhub.plan;

import org.jspecify.annotations.Nullable;

/**
 * A range of keys, by what follows the prefix: greater than {@code after} and not greater than {@code upTo}; null means
 * no such end. The upper end moves down when another walker takes a piece; {@link Board} alone moves it.
 */
final class Span {
    private final @Nullable String after;
    private volatile @Nullable String upTo;

    Span(@Nullable String after, @Nullable String upTo) {
        this.after = after;
        this.upTo = upTo;
    }

    static Span everything() {
        return new Span(null, null);
    }

    @Nullable
    String after() {
        return after;
    }

    @Nullable
    String upTo() {
        return upTo;
    }

    void endAt(String earlier) {
        upTo = earlier;
    }

    /** Whether the key's characters from {@code from} on lie at or beyond the upper end. */
    boolean endsBy(String key, int from) {
        String end = upTo;
        return end != null && KeyOrder.compare(key, from, end, 0) >= 0;
    }
}
