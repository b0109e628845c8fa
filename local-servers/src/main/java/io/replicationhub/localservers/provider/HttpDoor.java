package io.replicationhub.localservers.provider;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** HTTP/1.1 on the loopback interface that leaves the target of a request as it came: keys are no paths. */
public final class HttpDoor implements AutoCloseable {
    private static final int MAX_BODY = 64 << 20;

    private final ServerSocket listener;
    private final Function<Call, Reply> service;
    private final InstantSource clock;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private HttpDoor(ServerSocket listener, Function<Call, Reply> service, InstantSource clock) {
        this.listener = listener;
        this.service = service;
        this.clock = clock;
    }

    /** Opens at a port of the system's choice. */
    public static HttpDoor open(Function<Call, Reply> service, InstantSource clock) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        HttpDoor door = new HttpDoor(listener, service, clock);
        Thread.ofPlatform().daemon().name("provider").start(door::accept);
        return door;
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread.ofPlatform().daemon().name("provider-connection").start(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket plain) {
        open.add(plain);
        try (Socket socket = plain) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            for (String first = line(in); !first.isEmpty(); first = line(in)) {
                String[] request = first.split(" ", 3);
                Map<String, String> headers = headers(in);
                if ("100-continue".equalsIgnoreCase(headers.getOrDefault("expect", ""))) {
                    out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                }
                int mark = request[1].indexOf('?');
                String query = mark < 0 ? "" : request[1].substring(mark + 1);
                Call call = new Call(
                        request[0],
                        mark < 0 ? request[1] : request[1].substring(0, mark),
                        query,
                        parameters(query),
                        headers,
                        body(in, headers));
                answer(out, call.method().equals("HEAD"), service.apply(call));
            }
        } catch (IOException gone) {
            // The client hung up, in the middle of a body or between requests.
        } finally {
            open.remove(plain);
        }
    }

    private void answer(OutputStream out, boolean headOnly, Reply reply) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(reply.status).append(" X\r\n");
        reply.headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Date: ")
                .append(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .append("\r\n");
        boolean lengthGiven = reply.headers.stream().anyMatch(header -> header.startsWith("Content-Length:"));
        if (!lengthGiven && reply.status != 204) {
            head.append("Content-Length: ").append(reply.length()).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!headOnly) {
            out.write(reply.body(), reply.from(), reply.length());
        }
        out.flush();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                if (text.isEmpty()) {
                    return "";
                }
                throw new EOFException();
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (one, two) -> one + ',' + two);
        }
        return headers;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (!name.isEmpty()) {
                found.put(Call.decode(name), equals < 0 ? "" : Call.decode(pair.substring(equals + 1)));
            }
        }
        return found;
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        long length = Long.parseLong(headers.getOrDefault("content-length", "0"));
        if (length > MAX_BODY) {
            throw new IOException("more than this server holds: " + length);
        }
        byte[] body = in.readNBytes((int) length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
