package io.replicationhub.storage.s3;

import io.replicationhub.object.ListRequest;
import io.replicationhub.wire.text.UriEncoding;

/** The query of ListObjectsV2, its parameters in the order that signatures want. */
final class ListingQuery {
    private ListingQuery() {}

    static String of(ListRequest request) {
        StringBuilder query = new StringBuilder(128);
        request.cursor().ifPresent(cursor -> add(query, "continuation-token", cursor));
        add(query, "encoding-type", "url");
        add(query, "list-type", "2");
        add(query, "max-keys", Integer.toString(request.maxKeys()));
        add(query, "prefix", request.prefix());
        if (request.cursor().isEmpty()) {
            request.startAfter().ifPresent(key -> add(query, "start-after", key));
        }
        return query.toString();
    }

    static void add(StringBuilder query, String name, String value) {
        if (query.length() > 0) {
            query.append('&');
        }
        query.append(name).append('=').append(UriEncoding.value(value));
    }
}
