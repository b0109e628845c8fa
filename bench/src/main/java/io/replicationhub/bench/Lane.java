package io.replicationhub.bench;

import java.nio.file.Path;
import java.util.Optional;

/** One pair of buckets to copy between. On a server-side copy both endpoints and keys are the same. */
record Lane(Endpoint source, Endpoint destination, Optional<Path> authority, Path directory) {
    /** A bucket at a server; the secret is {@code secret} everywhere. */
    record Endpoint(String url, String accessKey, String bucket) {}

    boolean oneServer() {
        return source.url().equals(destination.url());
    }
}
