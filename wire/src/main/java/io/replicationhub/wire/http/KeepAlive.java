package io.replicationhub.wire.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import jdk.net.ExtendedSocketOptions;

/**
 * Has the system ask now and then whether a server is still there that may be silent for long. One that is gone without a
 * word is found out within a minute, and no translation of addresses forgets the connection (NAT gateways do after 350 s;
 * Amazon VPC User Guide, "Troubleshoot NAT gateways").
 */
final class KeepAlive {
    private static final int IDLE_SECONDS = 30;
    private static final int BETWEEN_SECONDS = 10;
    private static final int UNANSWERED = 3;

    private KeepAlive() {}

    static void of(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, IDLE_SECONDS);
        set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, BETWEEN_SECONDS);
        set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, UNANSWERED);
    }

    /** Where the system has no such option its own times stand, which are hours. */
    private static void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
        if (socket.supportedOptions().contains(option)) {
            socket.setOption(option, value);
        }
    }
}
