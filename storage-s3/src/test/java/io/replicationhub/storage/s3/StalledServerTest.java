package io.replicationhub.storage.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.SelfSignedCertificate;
import io.replicationhub.object.BodyInput;
import io.replicationhub.object.BodyOutput;
import io.replicationhub.object.Payload;
import io.replicationhub.storage.s3.StalledServer.Conduct;
import io.replicationhub.wire.http.Answer;
import io.replicationhub.wire.http.ConnectionPool;
import io.replicationhub.wire.http.Connector;
import io.replicationhub.wire.http.Endpoint;
import io.replicationhub.wire.http.HttpClient;
import io.replicationhub.wire.http.TlsTrust;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that goes on holding the connection and does nothing more: whoever waits for it is let go, in either direction. */
@Timeout(60)
final class StalledServerTest {
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final int MUCH = 64 << 20;

    @TempDir
    private Path folder;

    private final HttpClient http = new HttpClient();
    private @Nullable StalledServer server;

    private ConnectionPool serve(boolean tls, Conduct conduct) throws Exception {
        ServerSocketFactory sockets = ServerSocketFactory.getDefault();
        @Nullable SSLSocketFactory trusting = null;
        if (tls) {
            SelfSignedCertificate certificate = SelfSignedCertificate.forThisMachine();
            sockets = certificate.serverContext().getServerSocketFactory();
            trusting = TlsTrust.with(Files.writeString(folder.resolve("ca.pem"), certificate.pem()));
        }
        StalledServer started = StalledServer.start(sockets, conduct);
        server = started;
        URI address = URI.create((tls ? "https" : "http") + "://127.0.0.1:" + started.port());
        Connector connector = new Connector(Endpoint.of(address), trusting, Duration.ofSeconds(5), LIMIT, LIMIT);
        return new ConnectionPool(connector, System::nanoTime);
    }

    @AfterEach
    void hangUp() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false"})
    void aBodyThatIsNotTakenIsGivenUp(boolean tls, boolean direct) throws Exception {
        try (ConnectionPool pool = serve(tls, socket -> {})) {
            long began = System.nanoTime();
            assertThrows(SocketTimeoutException.class, () -> put(pool, new Zeros(direct, Duration.ZERO)));
            assertInTime(began);
        }
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false"})
    void aBodyThatDoesNotGoOnIsGivenUp(boolean tls, boolean direct) throws Exception {
        Conduct half = socket -> {
            head(socket);
            socket.getOutputStream().write(new byte[MUCH / 2]);
        };
        try (ConnectionPool pool = serve(tls, half);
                Answer answer = get(pool)) {
            BodyInput body = BodyInput.of(answer.body());
            assertEquals(!tls, body.isDirect());
            ByteBuffer into = direct ? ByteBuffer.allocateDirect(100_000) : ByteBuffer.allocate(100_000);
            long[] came = {0};
            long began = System.nanoTime();
            assertThrows(SocketTimeoutException.class, () -> {
                while (true) {
                    came[0] += body.read(into.clear());
                }
            });
            assertInTime(began);
            assertEquals(MUCH / 2, came[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whoGaveABodyUpDoesNotWaitForItAgain(boolean tls) throws Exception {
        try (ConnectionPool pool = serve(tls, StalledServerTest::head)) {
            Answer answer = get(pool);
            assertThrows(SocketTimeoutException.class, () -> answer.body().read());
            long began = System.nanoTime();
            answer.close();
            Duration closing = Duration.ofNanos(System.nanoTime() - began);
            assertTrue(closing.compareTo(LIMIT) < 0, closing::toString);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void anAnswerThatDoesNotComeIsGivenUp(boolean tls) throws Exception {
        try (ConnectionPool pool = serve(tls, socket -> {})) {
            long began = System.nanoTime();
            assertThrows(SocketTimeoutException.class, () -> get(pool).close());
            assertInTime(began);
        }
    }

    /** As stores do that copy by themselves: whoever asked for that waits longer, and no one else on the same connection. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void whoHasTheStoreWorkWaitsForIt(boolean tls) throws Exception {
        Conduct works = socket -> {
            for (int answer = 0; answer < 2; answer++) {
                Thread.sleep(LIMIT.multipliedBy(3));
                write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n");
                Thread.sleep(LIMIT.multipliedBy(3));
                write(socket, "done");
            }
        };
        try (ConnectionPool pool = serve(tls, works)) {
            try (Answer answer = copy(pool, LIMIT.multipliedBy(30))) {
                assertEquals("done", new String(answer.body().readAllBytes(), StandardCharsets.ISO_8859_1));
            }
            long began = System.nanoTime();
            assertThrows(SocketTimeoutException.class, () -> get(pool).close());
            assertInTime(began, LIMIT);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void aStoreThatWorksForEverIsGivenUp(boolean tls) throws Exception {
        Duration longer = LIMIT.multipliedBy(3);
        try (ConnectionPool pool = serve(tls, socket -> {})) {
            long began = System.nanoTime();
            assertThrows(SocketTimeoutException.class, () -> copy(pool, longer).close());
            assertInTime(began, longer);
        }
    }

    /** Several times the limit in all, but never for as long without a byte. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false"})
    void slowIsNotStalled(boolean tls, boolean direct) throws Exception {
        Conduct slow = socket -> {
            for (int left = MUCH; left > 0; ) {
                int some = Math.min(left, 6 << 20);
                socket.getInputStream().skipNBytes(some);
                left -= some;
                Thread.sleep(LIMIT.dividedBy(4));
            }
            head(socket);
            for (int piece = 0; piece < 16; piece++) {
                socket.getOutputStream().write(new byte[MUCH / 16]);
                Thread.sleep(LIMIT.dividedBy(4));
            }
        };
        try (ConnectionPool pool = serve(tls, slow);
                Answer answer = put(pool, new Zeros(direct, Duration.ZERO))) {
            assertEquals(MUCH, answer.body().readAllBytes().length);
        }
    }

    /** A source that is slow holds nobody up here. */
    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false"})
    void whoWaitsForHisSourceIsNotStalled(boolean tls, boolean direct) throws Exception {
        Conduct takes = socket -> {
            socket.getInputStream().skipNBytes(MUCH);
            head(socket);
            socket.getOutputStream().write(new byte[MUCH]);
        };
        try (ConnectionPool pool = serve(tls, takes);
                Answer answer = put(pool, new Zeros(direct, LIMIT.multipliedBy(2)))) {
            assertEquals(MUCH, answer.body().readAllBytes().length);
        }
    }

    private static void head(Socket socket) throws IOException {
        write(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + MUCH + "\r\n\r\n");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Answer get(ConnectionPool pool) throws IOException {
        return http.exchange(pool, new BasicClassicHttpRequest("GET", "/"), null, false);
    }

    private Answer copy(ConnectionPool pool, Duration silence) throws IOException {
        return http.exchange(pool, new BasicClassicHttpRequest("PUT", "/"), null, false, silence);
    }

    private Answer put(ConnectionPool pool, Payload body) throws IOException {
        BasicClassicHttpRequest request = new BasicClassicHttpRequest("PUT", "/");
        request.addHeader("content-length", Long.toString(body.length()));
        return http.exchange(pool, request, body, false);
    }

    /** The limit is kept to within a quarter of it; the rest is this machine's. */
    private static void assertInTime(long began) {
        assertInTime(began, LIMIT);
    }

    private static void assertInTime(long began, Duration limit) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertTrue(took.compareTo(limit) >= 0, took::toString);
        assertTrue(took.compareTo(limit.plusSeconds(10)) < 0, took::toString);
    }

    /** Zeros, after half of which it pauses. */
    private record Zeros(boolean direct, Duration pausing) implements Payload {
        @Override
        public long length() {
            return MUCH;
        }

        @Override
        public OptionalInt crc32c() {
            return OptionalInt.of(0);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            BodyOutput to = BodyOutput.of(out);
            ByteBuffer zeros = direct ? ByteBuffer.allocateDirect(256 << 10) : ByteBuffer.allocate(256 << 10);
            for (int left = MUCH; left > 0; left -= zeros.capacity()) {
                if (left == MUCH / 2) {
                    await();
                }
                to.write(zeros.clear());
            }
        }

        private void await() throws IOException {
            try {
                Thread.sleep(pausing);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }
}
