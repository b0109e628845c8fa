package io.replicationhub.storage.oss;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.Payload;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.ConnectionPool;
import io.replicationhub.wire.http.Endpoint;
import io.replicationhub.wire.sign.SigningTime;
import io.replicationhub.wire.text.UriEncoding;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** The way to a bucket, which stands in the host name, and over which connections. Thread-safe. */
record OssRoute(ConnectionPool pool, RequestSigner signer) {
    private static final String USER_AGENT = "data-replication-hub";

    Endpoint endpoint() {
        return pool.endpoint();
    }

    /** Addresses and signs a request. Anonymous ones are not signed. */
    ClassicHttpRequest address(StoreRequest request, Credentials credentials, SigningTime time) {
        ObjectKey key = request.key();
        String path = key == null ? "/" : '/' + UriEncoding.path(key.value());
        String query = request.query();
        ClassicHttpRequest http =
                new BasicClassicHttpRequest(request.method(), null, null, query.isEmpty() ? path : path + '?' + query);
        http.addHeader("host", endpoint().authority());
        http.addHeader("user-agent", USER_AGENT);
        for (int i = 0; i < request.headerCount(); i++) {
            http.addHeader(request.headerName(i), request.headerValue(i));
        }
        Payload payload = request.payload();
        if (payload != null) {
            http.addHeader("content-length", Long.toString(payload.length()));
        } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            http.addHeader("content-length", "0");
        }
        if (!credentials.isAnonymous()) {
            signer.sign(request, credentials, time, http::addHeader);
        }
        return http;
    }
}
