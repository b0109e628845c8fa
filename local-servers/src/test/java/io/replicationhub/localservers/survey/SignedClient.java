package io.replicationhub.localservers.survey;

import io.replicationhub.localservers.AccessKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signature V4 over a bare socket: what is sent is exactly what was asked for, and nothing is retried or hidden. */
record SignedClient(URI endpoint, AccessKey key) {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** A response; header names in lower case, values as ISO 8859-1. */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        String etag() {
            return headers.getOrDefault("etag", "");
        }

        /** The text of the first element of this name, still escaped. */
        String element(String name) {
            return elements(name).stream().findFirst().orElse("");
        }

        List<String> elements(String name) {
            return java.util.regex.Pattern.compile("<" + name + ">(.*?)</" + name + ">", java.util.regex.Pattern.DOTALL)
                    .matcher(text())
                    .results()
                    .map(m -> m.group(1))
                    .toList();
        }
    }

    Answer send(String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
        return send(method, path, query, headers, body, Instant.now());
    }

    /** Path as the server shall understand it, unescaped, with its leading slash. */
    Answer send(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            byte[] body,
            Instant now) {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(30_000);
            TreeMap<String, String> signed = new TreeMap<>();
            headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
            signed.put("host", endpoint.getHost() + ":" + endpoint.getPort());
            signed.put("x-amz-date", STAMP.format(now));
            signed.putIfAbsent("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
            String target = escape(path, true);
            StringBuilder pairs = new StringBuilder();
            new TreeMap<>(query)
                    .forEach((name, value) -> pairs.append(pairs.isEmpty() ? "" : "&")
                            .append(escape(name, false))
                            .append('=')
                            .append(escape(value, false)));
            StringBuilder head = new StringBuilder(method)
                    .append(' ')
                    .append(target)
                    .append(pairs.isEmpty() ? "" : "?")
                    .append(pairs)
                    .append(" HTTP/1.1\r\n");
            signed.forEach((name, value) ->
                    head.append(name).append(": ").append(value).append("\r\n"));
            head.append("authorization: ").append(authorization(method, target, pairs.toString(), signed));
            head.append("\r\ncontent-length: ").append(body.length).append("\r\nconnection: close\r\n\r\n");
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.write(head.toString().getBytes(StandardCharsets.UTF_8));
            message.write(body);
            socket.getOutputStream().write(message.toByteArray());
            return read(socket.getInputStream(), method);
        } catch (IOException e) {
            return new Answer(0, Map.of(), String.valueOf(e).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String authorization(String method, String target, String query, TreeMap<String, String> headers) {
        try {
            String names = String.join(";", headers.keySet());
            StringBuilder canonical = new StringBuilder(method + "\n" + target + "\n" + query + "\n");
            headers.forEach((name, value) -> canonical
                    .append(name)
                    .append(':')
                    .append(value.strip().replaceAll(" +", " "))
                    .append('\n'));
            canonical.append('\n').append(names).append('\n').append(headers.get("x-amz-content-sha256"));
            String stamp = headers.get("x-amz-date");
            String scope = stamp.substring(0, 8) + "/us-east-1/s3/aws4_request";
            String toSign = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
            byte[] secret = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
            for (String part : List.of(stamp.substring(0, 8), "us-east-1", "s3", "aws4_request")) {
                secret = hmac(secret, part);
            }
            return "AWS4-HMAC-SHA256 Credential=" + key.id() + "/" + scope + ", SignedHeaders=" + names + ", Signature="
                    + HexFormat.of().formatHex(hmac(secret, toSign));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    static String escape(String text, boolean keepSlash) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            if (plain || keepSlash && c == '/') {
                escaped.append(c);
            } else {
                escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return escaped.toString();
    }

    private static Answer read(InputStream in, String method) throws IOException {
        byte[] all = in.readAllBytes();
        String text = new String(all, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no response but " + all.length + " bytes");
        }
        List<String> lines = text.substring(0, end).lines().toList();
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = method.equals("HEAD") ? new byte[0] : Arrays.copyOfRange(all, end + 4, all.length);
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            body = unchunk(body);
        }
        return new Answer(Integer.parseInt(lines.get(0).split(" ", 3)[1]), headers, body);
    }

    private static byte[] unchunk(byte[] wire) {
        String text = new String(wire, StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int lineEnd = text.indexOf("\r\n", at);
            int size = Integer.parseInt(text.substring(at, lineEnd).strip(), 16);
            if (size == 0) {
                return data.toByteArray();
            }
            data.write(wire, lineEnd + 2, size);
            at = lineEnd + 4 + size;
        }
    }
}
