package io.replicationhub.storage.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on a free port that reads the heads of requests, and goes on with each connection as a test says. */
final class StalledServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Conduct conduct;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();

    private StalledServer(ServerSocket listener, Conduct conduct) {
        this.listener = listener;
        this.conduct = conduct;
    }

    /** What the server does with a connection, the head of whose request has been read. */
    interface Conduct {
        void serve(Socket socket) throws IOException, InterruptedException;
    }

    static StalledServer start(ServerSocketFactory sockets, Conduct conduct) throws IOException {
        ServerSocket listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        StalledServer server = new StalledServer(listener, conduct);
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                accepted.add(socket);
                Thread.ofVirtual().start(() -> answer(socket));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void answer(Socket socket) {
        try {
            // Byte by byte, so that none of the body is taken.
            for (int ends = 0; ends < 2; ) {
                int b = socket.getInputStream().read();
                ends = b == '\n' ? ends + 1 : b == '\r' ? ends : 0;
            }
            conduct.serve(socket);
        } catch (IOException | InterruptedException e) {
            // The client has gone.
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : accepted) {
            socket.close();
        }
        listener.close();
    }
}
