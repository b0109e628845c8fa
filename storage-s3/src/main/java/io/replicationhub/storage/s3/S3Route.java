package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.Payload;
import io.replicationhub.storage.s3.S3Settings.Payer;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.ConnectionPool;
import io.replicationhub.wire.sign.AwsSigner;
import io.replicationhub.wire.sign.SignedHeaders;
import io.replicationhub.wire.sign.SigningTime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** The way to a bucket: where, over which connections, signed for which region. Thread-safe. */
record S3Route(S3Target target, ConnectionPool pool, AwsSigner signer, Payer payer) {
    private static final String USER_AGENT = "data-replication-hub";

    /** Addresses and signs a request. Anonymous ones are not signed. */
    ClassicHttpRequest address(StoreRequest request, Credentials credentials, SigningTime time) {
        String path = request.key() == null
                ? target.path()
                : target.path(request.key().value());
        String query = request.query();
        ClassicHttpRequest http =
                new BasicClassicHttpRequest(request.method(), null, null, query.isEmpty() ? path : path + '?' + query);
        String host = target.endpoint().authority();
        http.addHeader("host", host);
        http.addHeader("user-agent", USER_AGENT);
        for (int i = 0; i < request.headerCount(); i++) {
            http.addHeader(request.headerName(i), request.headerValue(i));
        }
        @Nullable Payload payload = request.payload();
        if (payload != null) {
            http.addHeader("content-length", Long.toString(payload.length()));
        } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            http.addHeader("content-length", "0");
        }
        if (!credentials.isAnonymous()) {
            sign(http, request, host, path, credentials, time);
        }
        return http;
    }

    private void sign(
            ClassicHttpRequest http,
            StoreRequest request,
            String host,
            String path,
            Credentials credentials,
            SigningTime time) {
        SignedHeaders signed = new SignedHeaders();
        signed.add("host", host);
        for (int i = 0; i < request.headerCount(); i++) {
            String name = request.headerName(i);
            if (isSigned(name)) {
                signed.add(name, request.headerValue(i));
            }
        }
        if (payer == Payer.REQUESTER) {
            add(http, signed, "x-amz-request-payer", "requester");
        }
        add(http, signed, "x-amz-content-sha256", request.payloadHash());
        add(http, signed, "x-amz-date", time.dateTime());
        if (credentials.sessionToken().isPresent()) {
            add(http, signed, "x-amz-security-token", credentials.sessionToken().get());
        }
        http.addHeader(
                "authorization",
                signer.authorization(
                        credentials, time, request.method(), path, request.query(), signed, request.payloadHash()));
    }

    /** Whether the signature covers a request's header of this name. */
    static boolean isSigned(String name) {
        return name.startsWith("x-amz-") || name.equals("content-type");
    }

    private static void add(ClassicHttpRequest http, SignedHeaders signed, String name, String value) {
        http.addHeader(name, value);
        signed.add(name, value);
    }
}
