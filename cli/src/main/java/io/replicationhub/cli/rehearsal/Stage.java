package io.replicationhub.cli.rehearsal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** Answers as a store that has some objects in one bucket, all alike, and takes whatever it is given. */
final class Stage {
    static final String SOURCE = "source";
    private static final int OBJECTS = 200;
    private static final byte[] BODY = "rehearsal".getBytes(StandardCharsets.US_ASCII);

    private final String etag = md5();
    private final ServerSocket door;

    private Stage(ServerSocket door) {
        this.door = door;
    }

    /** Listens on the loopback interface and serves until the socket is closed. */
    static ServerSocket open(ServerSocket unbound) throws IOException {
        unbound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(new Stage(unbound)::accept);
        return unbound;
    }

    private static void start(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = door.accept();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The curtain has fallen.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                long length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Long.parseLong(
                                header.substring(header.indexOf(':') + 1).trim());
                    }
                }
                in.skipNBytes(length);
                socket.getOutputStream().write(answer(line).getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // Nobody listens any more.
        }
    }

    private String answer(String request) {
        boolean listing = request.contains("list-type=2");
        String body = listing
                ? listing(request)
                : request.startsWith("GET") ? new String(BODY, StandardCharsets.US_ASCII) : "";
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\nETag: \"" + etag
                + "\"\r\nLast-Modified: Wed, 01 Jan 2025 00:00:00 GMT\r\nContent-Type: text/plain\r\n"
                + "x-amz-meta-stage: rehearsal\r\n\r\n" + body;
    }

    private String listing(String request) {
        StringBuilder page = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>stage</Name>")
                .append("<EncodingType>url</EncodingType><IsTruncated>false</IsTruncated>");
        boolean wanted = request.contains("/" + SOURCE) && !request.contains("start-after");
        for (int i = 0; wanted && i < OBJECTS; i++) {
            page.append("<Contents><Key>folder/").append(1000 + i).append("</Key>");
            page.append("<LastModified>2025-01-01T00:00:00.000Z</LastModified><ETag>&quot;")
                    .append(etag);
            page.append("&quot;</ETag><Size>").append(BODY.length);
            page.append("</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }
        return page.append("</ListBucketResult>").toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static String md5() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(BODY));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
