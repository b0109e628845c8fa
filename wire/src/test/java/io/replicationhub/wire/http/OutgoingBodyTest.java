package io.replicationhub.wire.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes after a body's end a server takes for the next request, so nothing does. */
class OutgoingBodyTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7, 8};

    private final SessionOutputBufferImpl buffer = new SessionOutputBufferImpl(1_024);
    private ServerSocket listening;
    private Socket server;
    private Line line;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()));
        line = Line.plain(channel.socket(), new LineWatch(Duration.ofSeconds(30), Duration.ofSeconds(30)));
        server = listening.accept();
    }

    @AfterEach
    void close() throws IOException {
        line.close();
        server.close();
        listening.close();
    }

    private OutgoingBody body(long length) throws IOException {
        return new OutgoingBody(line, buffer, line.output(), length);
    }

    /** What the server has once nothing more can come. */
    private byte[] taken() throws IOException {
        line.raw().shutdownOutput();
        return server.getInputStream().readAllBytes();
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }

    @Test
    void arraysBuffersAndSingleBytesLeaveInTheirOrder() throws IOException {
        assertTrue(line.isDirect());
        OutgoingBody body = body(20);
        body.write(BYTES, 0, 3);
        body.write(direct(BYTES));
        body.write(9);
        body.write(ByteBuffer.wrap(BYTES));
        body.close();
        assertArrayEquals(new byte[] {1, 2, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8}, taken());
    }

    @Test
    void noArrayGoesOnAfterTheLength() throws IOException {
        OutgoingBody body = body(BYTES.length + 2);
        body.write(BYTES);
        assertThrows(IOException.class, () -> body.write(BYTES, 0, 3));
        body.flush();
        assertArrayEquals(BYTES, taken());
    }

    @Test
    void noSingleByteGoesOnAfterTheLength() throws IOException {
        OutgoingBody body = body(BYTES.length);
        body.write(BYTES);
        assertThrows(IOException.class, () -> body.write(9));
        body.flush();
        assertArrayEquals(BYTES, taken());
    }

    @Test
    void noDirectBufferGoesOnAfterTheLength() throws IOException {
        OutgoingBody body = body(BYTES.length + 2);
        body.write(direct(BYTES));
        ByteBuffer more = direct(Arrays.copyOf(BYTES, 3));
        assertThrows(IOException.class, () -> body.write(more));
        assertEquals(3, more.remaining());
        body.flush();
        assertArrayEquals(BYTES, taken());
    }
}
