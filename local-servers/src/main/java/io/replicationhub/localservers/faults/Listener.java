package io.replicationhub.localservers.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** A listening socket and the thread that accepts from it. */
final class Listener {
    private static final int BACKLOG = 1024;

    private final ServerSocket socket;
    private final Thread accepting;

    private Listener(ServerSocket socket, Consumer<Socket> onClient) {
        this.socket = socket;
        this.accepting = Thread.ofVirtual().name("fault-proxy-accept").start(() -> accept(socket, onClient));
    }

    /** Listens on the loopback address; every client is given to {@code onClient}, which must not wait. */
    static Listener on(int port, Consumer<Socket> onClient) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        return new Listener(socket, onClient);
    }

    boolean isClosed() {
        return socket.isClosed();
    }

    /**
     * Returns when nobody can connect any more and the port is free. A closed socket lets go of its port only when the
     * thread that accepts from it has noticed, so that thread is waited for.
     */
    void close() throws IOException {
        socket.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void accept(ServerSocket socket, Consumer<Socket> onClient) {
        while (!socket.isClosed()) {
            try {
                onClient.accept(socket.accept());
            } catch (IOException e) {
                // Closed, or a client that left before it was let in.
            }
        }
    }
}
