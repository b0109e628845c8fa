package io.replicationhub.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

class KeepAliveTest {
    @Test
    void aServerThatIsGoneIsFoundOutWithinAMinute() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                SocketChannel channel = SocketChannel.open(server.getLocalSocketAddress());
                Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()));
            for (Socket socket : new Socket[] {channel.socket(), plain}) {
                assumeTrue(socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE));
                KeepAlive.of(socket);
                assertTrue(socket.getKeepAlive());
                int idle = socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE);
                int between = socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL);
                assertEquals(60, idle + between * socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT));
            }
        }
    }
}
