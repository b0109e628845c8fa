package io.replicationhub.aws.call;

import java.util.Map;

/**
 * A request as it goes out.
 *
 * @param target path and query
 * @param body empty where there is none; a GET has none at all
 */
record SignedRequest(String method, String target, Map<String, String> headers, String body) {
    boolean hasBody() {
        return !body.isEmpty();
    }
}
