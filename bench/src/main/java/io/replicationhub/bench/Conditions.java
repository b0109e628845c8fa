package io.replicationhub.bench;

import org.jspecify.annotations.Nullable;

/** If-Match and its like, over quoted or bare ETags. */
final class Conditions {
    private Conditions() {}

    static boolean matches(String condition, String etag) {
        return condition.equals("*") || condition.contains(etag) || condition.equals(bare(etag));
    }

    static String bare(String etag) {
        return etag.startsWith("\"") ? etag.substring(1, etag.length() - 1) : etag;
    }

    static void requireMatch(@Nullable String condition, String etag, String name) throws S3Error {
        if (condition != null && !matches(condition, etag)) {
            throw S3Error.preconditionFailed(name);
        }
    }
}
