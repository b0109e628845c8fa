package io.replicationhub.config;

/** Bytes in a second as people write them: a {@link ByteSize} with {@code /s} after it, or without. Never zero. */
public record ByteRate(long bytesPerSecond) {
    public ByteRate {
        if (bytesPerSecond <= 0) {
            throw new IllegalArgumentException("a rate above zero, such as 10MB/s");
        }
    }

    /** Reads a rate; what is not one is refused with a sentence that says what would be. */
    public static ByteRate parse(String text) {
        String size = text.strip();
        if (size.endsWith("/s") || size.endsWith("/S")) {
            size = size.substring(0, size.length() - 2);
        }
        long bytes;
        try {
            bytes = ByteSize.parse(size).bytes();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a rate such as 10MB/s or 64MiB/s", e);
        }
        return new ByteRate(bytes);
    }

    @Override
    public String toString() {
        return new ByteSize(bytesPerSecond) + "/s";
    }
}
