package io.replicationhub.bench;

import java.io.IOException;

/** What answers requests, called from many connections at once. */
@FunctionalInterface
interface Service {
    /** Answers one request wholly. What it leaves of the body is drained by the caller. */
    void serve(HttpRequest request, RequestBody body, HttpOutput out) throws IOException, S3Error;
}
