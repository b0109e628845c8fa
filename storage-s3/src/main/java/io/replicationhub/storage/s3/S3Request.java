package io.replicationhub.storage.s3;

import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.Payload;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request, before it is addressed and signed. It can be made again: nothing of it is used up. Not thread-safe. */
final class S3Request {
    private final String method;
    private final Asked asked;
    private final String query;
    private final @Nullable Payload payload;
    /** Names and values in turn. */
    private final List<String> headers = new ArrayList<>(20);

    private S3Request(String method, Asked asked, String query, @Nullable Payload payload) {
        this.method = method;
        this.asked = asked;
        this.query = query;
        this.payload = payload;
    }

    /** The query is encoded and sorted by name. */
    static S3Request of(String method, Asked asked, String query) {
        return new S3Request(method, asked, query, null);
    }

    static S3Request with(Payload payload, String method, Asked asked, String query) {
        return new S3Request(method, asked, query, payload);
    }

    /** Adds a header; its name in lower case. */
    S3Request header(String name, String value) {
        headers.add(name);
        headers.add(value);
        return this;
    }

    String method() {
        return method;
    }

    Asked asked() {
        return asked;
    }

    @Nullable
    ObjectKey key() {
        return asked.key();
    }

    String query() {
        return query;
    }

    @Nullable
    Payload payload() {
        return payload;
    }

    int headerCount() {
        return headers.size() / 2;
    }

    String headerName(int index) {
        return headers.get(2 * index);
    }

    String headerValue(int index) {
        return headers.get(2 * index + 1);
    }
}
