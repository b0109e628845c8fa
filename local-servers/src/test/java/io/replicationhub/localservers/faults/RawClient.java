package io.replicationhub.localservers.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Sends one request on a connection of its own and tells exactly how the answer ended. */
final class RawClient {
    /** What was read, and whether it ended by a reset. */
    record Seen(String head, byte[] body, boolean reset) {
        int status() {
            return head.isEmpty() ? 0 : Integer.parseInt(head.split(" ")[1]);
        }
    }

    private RawClient() {}

    static Seen get(URI endpoint, String target) throws IOException {
        return send(endpoint, "GET", target, new byte[0], "");
    }

    static Seen put(URI endpoint, String target, byte[] body) throws IOException {
        return send(endpoint, "PUT", target, body, "Content-Length: " + body.length + "\r\n");
    }

    static Seen send(URI endpoint, String method, String target, byte[] body, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", endpoint.getPort())) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            boolean reset = false;
            try {
                OutputStream out = socket.getOutputStream();
                String head =
                        method + " " + target + " HTTP/1.1\r\nHost: here\r\n" + headers + "Connection: close\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
            } catch (IOException e) {
                reset = true;
            }
            try {
                InputStream in = socket.getInputStream();
                for (int b = in.read(); b >= 0; b = in.read()) {
                    read.write(b);
                }
            } catch (IOException e) {
                reset = true;
            }
            byte[] all = read.toByteArray();
            String text = new String(all, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            int bodyAt = end < 0 ? all.length : end + 4;
            return new Seen(text.substring(0, Math.max(end, 0)), Arrays.copyOfRange(all, bodyAt, all.length), reset);
        }
    }
}
