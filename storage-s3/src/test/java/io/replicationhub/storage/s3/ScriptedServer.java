package io.replicationhub.storage.s3;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on a free port that answers each request, in turn, with the very bytes that a test wrote down. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final ConcurrentLinkedQueue<Turn> script = new ConcurrentLinkedQueue<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedServer(ServerSocket listener) {
        this.listener = listener;
    }

    static ScriptedServer start() throws IOException {
        ScriptedServer server = new ScriptedServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread.ofVirtual().start(server::accept);
        return server;
    }

    /** What happens to one request; the head has been read, the body has not. */
    interface Turn {
        void play(Request request, InputStream in, Socket socket) throws IOException;
    }

    /** Reads the body, writes the bytes, and keeps the connection open. */
    ScriptedServer answer(String bytes) {
        return then((request, in, socket) -> {
            in.readNBytes(request.length());
            write(socket, bytes);
        });
    }

    /** The same, and then closes the connection without having said so. */
    ScriptedServer answerAndHangUp(String bytes) {
        return then((request, in, socket) -> {
            in.readNBytes(request.length());
            write(socket, bytes);
            socket.close();
        });
    }

    /** Forgets what was not asked for. */
    ScriptedServer clear() {
        script.clear();
        return this;
    }

    ScriptedServer then(Turn turn) {
        script.add(turn);
        return this;
    }

    /** A whole answer with a length. */
    static String http(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Some Reason\r\n" + headers + "Content-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    static String error(int status, String code, String more) {
        return http(
                status,
                "Content-Type: application/xml\r\n",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>Words.</Message>"
                        + more + "<RequestId>R1</RequestId></Error>");
    }

    static void write(Socket socket, String bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    List<Request> requests() {
        return requests;
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!socket.isClosed()) {
                String head = head(in);
                if (head.isEmpty()) {
                    return;
                }
                Request request = new Request(head);
                requests.add(request);
                Turn turn = script.poll();
                if (turn == null) {
                    write(socket, http(500, "", "the script is over"));
                    return;
                }
                turn.play(request, in, socket);
            }
        } catch (IOException e) {
            // The client went away.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int matched = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.write(b);
            matched = b == "\r\n\r\n".charAt(matched) ? matched + 1 : b == '\r' ? 1 : 0;
            if (matched == 4) {
                return head.toString(StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /** The head of a request, one character a byte. */
    record Request(String head) {
        String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        String header(String name) {
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                    return line.substring(name.length() + 1).strip();
                }
            }
            return "";
        }

        int length() {
            String length = header("content-length");
            return length.isEmpty() ? 0 : Integer.parseInt(length);
        }
    }
}
