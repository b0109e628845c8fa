package io.replicationhub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * HTTP/1.1 on blocking sockets of the loopback interface, a platform thread per connection: cheap, and with no pool that
 * could queue requests while a delay is slept. The delay is applied once to each request except those to
 * {@code /_bench/}.
 */
final class HttpServer implements AutoCloseable {
    private static final int BACKLOG = 1024;
    /** Before the next connection is accepted, when one could not be. */
    private static final Duration RECOVERY = Duration.ofMillis(10);

    private final ServerSocketChannel listener;
    private final Optional<SSLContext> tls;
    private final Service service;
    private final Duration delay;
    private final InstantSource clock;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private HttpServer(
            ServerSocketChannel listener,
            Optional<SSLContext> tls,
            Service service,
            Duration delay,
            InstantSource clock) {
        this.listener = listener;
        this.tls = tls;
        this.service = service;
        this.delay = delay;
        this.clock = clock;
    }

    /** Listens on a port that the system chooses. */
    static HttpServer start(Service service, Optional<SSLContext> tls, Duration delay, InstantSource clock)
            throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        listener.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), BACKLOG);
        HttpServer server = new HttpServer(listener, tls, service, delay, clock);
        Thread.ofPlatform().daemon().name("accept").start(server::accept);
        return server;
    }

    String endpoint() {
        return (tls.isPresent() ? "https://127.0.0.1:" : "http://127.0.0.1:")
                + listener.socket().getLocalPort();
    }

    private void accept() {
        while (listener.isOpen()) {
            try {
                hear(listener.accept());
            } catch (IOException failed) {
                if (listener.isOpen()) {
                    // Too many open files, for one. Whoever connects later must not wait for an acceptor that has gone.
                    System.err.println("a connection could not be accepted: " + failed.getMessage());
                    LockSupport.parkNanos(RECOVERY.toNanos());
                }
            }
        }
    }

    private void hear(SocketChannel socket) throws IOException {
        open.add(socket);
        try {
            Thread.ofPlatform().daemon().name("connection").start(() -> converse(socket));
        } catch (OutOfMemoryError noThread) {
            open.remove(socket);
            socket.close();
            throw new IOException("no thread for it", noThread);
        }
    }

    private void converse(SocketChannel socket) {
        try (socket) {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (tls.isEmpty()) {
                serve(new Line.Plain(socket));
            } else {
                try (SSLSocket secure = secured(socket.socket(), tls.get())) {
                    serve(Line.Encrypted.of(secure));
                }
            }
        } catch (IOException | UncheckedIOException gone) {
            // The client hung up or spoke something else: the connection ends, the server goes on.
        } finally {
            open.remove(socket);
        }
    }

    private static SSLSocket secured(Socket plain, SSLContext context) throws IOException {
        SSLSocket secure = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
        secure.setUseClientMode(false);
        return secure;
    }

    private void serve(Line line) throws IOException {
        HttpInput in = new HttpInput(line);
        HttpOutput out = new HttpOutput(line, clock);
        for (HttpRequest request = in.next(); request != null; request = in.next()) {
            out.begin(request);
            RequestBody body = new RequestBody(request, in);
            if (!delay.isZero() && !request.path.startsWith("/_bench/")) {
                pause();
            }
            if ("100-continue".equalsIgnoreCase(request.header("expect"))) {
                out.sayContinue();
            }
            try {
                service.serve(request, body, out);
            } catch (S3Error refused) {
                body.drain();
                refuse(request, refused, out);
            }
            body.drain();
            if ("close".equalsIgnoreCase(request.header("connection"))) {
                return;
            }
        }
    }

    private static void refuse(HttpRequest request, S3Error refused, HttpOutput out) throws IOException {
        Bytes page = out.page();
        page.add("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>").add(refused.code);
        page.add("</Code><Message>").xml(String.valueOf(refused.getMessage()));
        page.add("</Message><Resource>").xml(request.path).add("</Resource><RequestId>0</RequestId></Error>");
        out.status(refused.status).header("Content-Type", "application/xml");
        out.end(page);
    }

    private void pause() throws IOException {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stopped) {
            throw new IOException("stopped", stopped);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SocketChannel socket : open) {
            socket.close();
        }
    }
}
