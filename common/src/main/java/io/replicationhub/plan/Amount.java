package io.replicationhub.plan;

/** So many objects with so many bytes in all. */
public record Amount(long objects, long bytes) {
    public static final Amount NONE = new Amount(0, 0);

    public Amount plus(Amount other) {
        return new Amount(objects + other.objects, bytes + other.bytes);
    }
}
