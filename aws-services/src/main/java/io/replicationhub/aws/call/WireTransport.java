package io.replicationhub.aws.call;

import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.http.ConnectionPool;
import io.replicationhub.wire.http.Connector;
import io.replicationhub.wire.http.Endpoint;
import io.replicationhub.wire.http.HttpClient;
import io.replicationhub.wire.http.TlsTrust;
import io.replicationhub.wire.xml.BytesPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/** Our own connections. */
record WireTransport(ConnectionPool pool, HttpClient http) implements Transport {
    static WireTransport open(Endpoint endpoint) {
        var connector = new Connector(
                endpoint,
                endpoint.tls() ? TlsTrust.platform() : null,
                Patience.CONNECT_MOST,
                Patience.ANSWER_MOST,
                Patience.ANSWER_MOST);
        return new WireTransport(new ConnectionPool(connector, System::nanoTime), new HttpClient());
    }

    @Override
    public Reply exchange(SignedRequest signed) throws IOException {
        var request = new BasicClassicHttpRequest(signed.method(), null, null, signed.target());
        signed.headers().forEach(request::addHeader);
        @Nullable BytesPayload body = signed.hasBody() ? BytesPayload.of(signed.body()) : null;
        try (Answer answer = http.exchange(pool, request, body, false)) {
            String text = new String(answer.body().readNBytes(Reply.BYTES_MOST), StandardCharsets.UTF_8);
            @Nullable String type = answer.header(Reply.ERROR_TYPE);
            return new Reply(answer.status(), type == null ? "" : type, text);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
