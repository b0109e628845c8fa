package io.replicationhub.storage.s3;

import io.replicationhub.profile.Addressing;
import io.replicationhub.wire.http.Endpoint;
import io.replicationhub.wire.text.UriEncoding;
import java.net.URI;

/**
 * Where a bucket's requests go.
 *
 * @param base what paths begin with: empty, or {@code /bucket}, with the path of the endpoint before it; encoded
 */
record S3Target(Endpoint endpoint, String base) {

    static S3Target of(URI service, String bucket, Addressing addressing) {
        Endpoint endpoint = Endpoint.of(service);
        String path = service.getRawPath() == null ? "" : service.getRawPath();
        String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        boolean inHost = addressing == Addressing.VIRTUAL_HOST && isLabel(bucket);
        return inHost
                ? new S3Target(endpoint.withHost(bucket + '.' + endpoint.host()), prefix)
                : new S3Target(endpoint, prefix + '/' + UriEncoding.value(bucket));
    }

    /** The encoded path of a key. */
    String path(String key) {
        return base + '/' + UriEncoding.path(key);
    }

    /** The encoded path of the bucket. */
    String path() {
        return base.isEmpty() ? "/" : base;
    }

    /** Whether a wildcard certificate covers the name: one label, of the letters that host names have. */
    private static boolean isLabel(String bucket) {
        for (int i = 0; i < bucket.length(); i++) {
            char c = bucket.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return !bucket.startsWith("-") && !bucket.endsWith("-");
    }
}
