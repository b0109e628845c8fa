package io.replicationhub.wire;

import io.replicationhub.object.ListRequest;
import io.replicationhub.profile.KeySpelling;
import io.replicationhub.profile.ListingCall;
import io.replicationhub.wire.text.UriEncoding;

/** The query of a listing, its parameters in the order that signatures want. */
public final class ListingQuery {
    private ListingQuery() {}

    public static String of(ListRequest request, ListingCall call, KeySpelling spelling) {
        boolean encoded = spelling == KeySpelling.URL;
        return call == ListingCall.MARKER ? byMarker(request, encoded) : byStart(request, encoded);
    }

    /** ListObjectsV2. */
    private static String byStart(ListRequest request, boolean encoded) {
        StringBuilder query = new StringBuilder(128);
        request.cursor().ifPresent(cursor -> add(query, "continuation-token", cursor));
        if (encoded) {
            add(query, "encoding-type", "url");
        }
        add(query, "list-type", "2");
        add(query, "max-keys", Integer.toString(request.maxKeys()));
        add(query, "prefix", request.prefix());
        if (request.cursor().isEmpty()) {
            request.startAfter().ifPresent(key -> add(query, "start-after", key));
        }
        return query.toString();
    }

    /** ListObjects: a cursor is a marker too. */
    private static String byMarker(ListRequest request, boolean encoded) {
        StringBuilder query = new StringBuilder(128);
        if (encoded) {
            add(query, "encoding-type", "url");
        }
        request.cursor().or(request::startAfter).ifPresent(marker -> add(query, "marker", marker));
        add(query, "max-keys", Integer.toString(request.maxKeys()));
        add(query, "prefix", request.prefix());
        return query.toString();
    }

    public static void add(StringBuilder query, String name, String value) {
        if (query.length() > 0) {
            query.append('&');
        }
        query.append(name).append('=').append(UriEncoding.value(value));
    }
}
