package io.replicationhub.wire.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/** HTTP over a {@link Line}: heads as the library reads and writes them, bodies of a known length past its buffers. */
final class LineConnection extends DefaultBHttpClientConnection {
    private static final Http1Config CONFIG = Http1Config.custom()
            .setBufferSize(WireLimits.BUFFER)
            .setMaxLineLength(WireLimits.MAX_LINE)
            .setMaxHeaderCount(WireLimits.MAX_HEADERS)
            .build();

    private final Line line;

    LineConnection(Line line) throws IOException {
        // Header values go out as UTF-8; what comes in is one character a byte, for the reader to make sense of.
        super(CONFIG, null, null, null, null, RequestHeadWriter::new, null);
        this.line = line;
        bind(line.tls().map(tls -> new Streams(tls, line)).orElseGet(() -> new Streams(line)));
    }

    @Override
    protected InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
        return length > 0
                ? new IncomingBody(line, buffer, in, length)
                : super.createContentInputStream(length, buffer, in);
    }

    @Override
    protected OutputStream createContentOutputStream(
            long length, SessionOutputBuffer buffer, OutputStream out, Supplier<List<? extends Header>> trailers) {
        return length >= 0
                ? new OutgoingBody(line, buffer, out, length)
                : super.createContentOutputStream(length, buffer, out, trailers);
    }

    private static final class Streams extends SocketHolder {
        private final Line line;

        Streams(Line line) {
            super(line.raw());
            this.line = line;
        }

        Streams(SSLSocket tls, Line line) {
            super(tls, line.raw());
            this.line = line;
        }

        @Override
        protected InputStream getInputStream(Socket socket) throws IOException {
            return line.input();
        }

        @Override
        protected OutputStream getOutputStream(Socket socket) throws IOException {
            return line.output();
        }
    }
}
