package io.replicationhub.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/** The answer of a server, over a connection of a pool. It holds its connection until it is closed, which may be before the body's end. Not thread-safe. */
final class HttpAnswer implements Answer {
    private final ClassicHttpResponse response;
    private final Connection connection;
    private final ConnectionPool pool;
    private boolean open = true;

    HttpAnswer(ClassicHttpResponse response, Connection connection, ConnectionPool pool) {
        this.response = response;
        this.connection = connection;
        this.pool = pool;
    }

    @Override
    public int status() {
        return response.getCode();
    }

    @Override
    public @Nullable String header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void headers(BiConsumer<String, String> visitor) {
        for (Iterator<Header> headers = response.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            visitor.accept(header.getName(), header.getValue() == null ? "" : header.getValue());
        }
    }

    @Override
    public InputStream body() throws IOException {
        HttpEntity entity = response.getEntity();
        return entity == null ? InputStream.nullInputStream() : entity.getContent();
    }

    @Override
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        boolean reusable = false;
        try {
            reusable = isKept() && (response.getEntity() == null || body().read() < 0);
        } catch (IOException e) {
            // A broken rest: the connection goes, what was read stays good.
        } finally {
            if (reusable) {
                pool.giveBack(connection);
            } else {
                connection.close();
            }
        }
    }

    /** Whether the server keeps the connection, and the end of the body does not depend on its closing (RFC 9112, 9.3). */
    private boolean isKept() {
        Header connection = response.getFirstHeader("connection");
        boolean closing = connection != null
                && connection.getValue().toLowerCase(Locale.ROOT).contains("close");
        boolean old = response.getVersion() != null && response.getVersion().lessEquals(HttpVersion.HTTP_1_0);
        boolean chunked = response.containsHeader("transfer-encoding");
        boolean delimited = response.getEntity() == null || chunked != response.containsHeader("content-length");
        return !closing && !old && delimited;
    }

    @Override
    public void abandon() {
        if (open) {
            open = false;
            connection.close();
        }
    }
}
