package io.replicationhub.cli.rehearsal;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers as a store that has objects of three sizes in one bucket, all of zeros, and takes whatever it is given: enough
 * for a run that holds bodies, passes bodies on and cuts them into parts.
 */
final class Stage {
    static final String SOURCE = "source";
    private static final List<StageObject> OBJECTS = objects();
    /** So that listings have several. */
    private static final int PAGE = 100;

    private final ServerSocket door;

    private Stage(ServerSocket door) {
        this.door = door;
    }

    private static List<StageObject> objects() {
        List<StageObject> objects = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            objects.add(StageObject.of("small/" + (1000 + i), 1000 + i));
        }
        for (int i = 0; i < 8; i++) {
            objects.add(StageObject.of("passed-on/" + i, (1 << 20) + i));
        }
        objects.add(StageObject.of("in-parts", 20 << 20));
        return objects;
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

    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                long length = 0;
                String range = "";
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String value = header.substring(header.indexOf(':') + 1).trim();
                    switch (header.substring(0, header.indexOf(':')).toLowerCase(Locale.ROOT)) {
                        case "content-length" -> length = Long.parseLong(value);
                        case "range" -> range = value;
                        case "expect" -> out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                        default -> {}
                    }
                }
                in.skipNBytes(length);
                answer(line, range, length, out);
            }
        } catch (IOException e) {
            // Nobody listens any more.
        }
    }

    private static void answer(String request, String range, long taken, OutputStream out) throws IOException {
        if (request.contains("list-type=2")) {
            say(out, "200 OK", "", listing(request));
        } else if (request.startsWith("POST") && request.contains("uploads")) {
            say(
                    out,
                    "200 OK",
                    "",
                    "<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>in-parts</Key>"
                            + "<UploadId>rehearsal</UploadId></InitiateMultipartUploadResult>");
        } else if (request.startsWith("POST")) {
            say(
                    out,
                    "200 OK",
                    "",
                    "<CompleteMultipartUploadResult><ETag>&quot;"
                            + OBJECTS.getLast().etag() + "-3&quot;</ETag></CompleteMultipartUploadResult>");
        } else if (request.startsWith("PUT")) {
            say(out, "200 OK", "ETag: \"" + StageObject.md5(taken) + "\"\r\n", "");
        } else {
            read(request, range, out);
        }
    }

    private static void read(String request, String range, OutputStream out) throws IOException {
        StageObject object = OBJECTS.stream()
                .filter(candidate -> request.contains("/" + candidate.key() + " "))
                .findFirst()
                .orElseThrow();
        long length = object.bytes();
        String status = "200 OK";
        String more = "";
        if (!range.isEmpty()) {
            String[] ends = range.substring("bytes=".length()).split("-", -1);
            length = Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1;
            status = "206 Partial Content";
            more = "Content-Range: bytes " + ends[0] + "-" + ends[1] + "/" + object.bytes() + "\r\n";
        }
        head(out, status, more + object.headers(), length);
        if (!request.startsWith("HEAD")) {
            for (long left = length; left > 0; left -= StageObject.ZEROS.length) {
                out.write(StageObject.ZEROS, 0, (int) Math.min(left, StageObject.ZEROS.length));
            }
        }
    }

    private static void say(OutputStream out, String status, String headers, String body) throws IOException {
        head(out, status, headers, body.length());
        out.write(body.getBytes(StandardCharsets.US_ASCII));
    }

    private static void head(OutputStream out, String status, String headers, long length) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: " + length + "\r\n" + headers + "\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static String listing(String request) {
        String after = parameter(request, "continuation-token")
                .orElse(parameter(request, "start-after").orElse(""));
        List<StageObject> rest = OBJECTS.stream()
                .filter(object ->
                        request.contains("/" + SOURCE + "?") && object.key().compareTo(after) > 0)
                .sorted()
                .toList();
        List<StageObject> shown = rest.subList(0, Math.min(rest.size(), PAGE));
        StringBuilder page = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>stage</Name>")
                .append("<EncodingType>url</EncodingType>");
        if (shown.size() < rest.size()) {
            page.append("<IsTruncated>true</IsTruncated><NextContinuationToken>")
                    .append(shown.getLast().key())
                    .append("</NextContinuationToken>");
        } else {
            page.append("<IsTruncated>false</IsTruncated>");
        }
        shown.forEach(object -> page.append(object.listed()));
        return page.append("</ListBucketResult>").toString();
    }

    private static Optional<String> parameter(String request, String name) {
        int at = request.indexOf(name + "=");
        if (at < 0) {
            return Optional.empty();
        }
        String value = request.substring(at + name.length() + 1).split("[& ]", 2)[0];
        return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
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
}
