package io.replicationhub.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineWatchTest {
    private final LineWatch watch = new LineWatch(Duration.ofMillis(40), Duration.ofMillis(40));
    private final Set<Thread> others = watching();

    @Test
    void itsThreadEndsWithTheLastLineAndComesBackWithTheNext() throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 4, InetAddress.getLoopbackAddress())) {
            Line first = open(server);
            Line second = open(server);
            Thread thread = ours();
            first.close();
            // It has looked several times since.
            thread.join(Duration.ofMillis(200));
            assertTrue(thread.isAlive(), "a line is open, and nobody watches it");
            second.close();
            assertTrue(thread.join(Duration.ofSeconds(20)), "no line is open, and a thread goes on watching");

            Line third = open(server);
            Thread next = ours();
            third.close();
            assertTrue(next.join(Duration.ofSeconds(20)));
        }
    }

    private Line open(ServerSocket server) throws IOException {
        return Line.plain(
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()))
                        .socket(),
                watch);
    }

    /** The one thread that was not there before. */
    private Thread ours() {
        Set<Thread> ours = new HashSet<>(watching());
        ours.removeAll(others);
        assertEquals(1, ours.size());
        return ours.iterator().next();
    }

    private static Set<Thread> watching() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("drh-lines"))
                .collect(Collectors.toSet());
    }
}
