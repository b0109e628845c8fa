package io.replicationhub.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.Map;

/**
 * The control paths over s3proxy. It has no request counters and tells no CRC, so {@code stats} is CPU time alone and
 * {@code objects} has a dash there, and no headers.
 */
final class S3ProxyControl implements Service {
    private static final byte[] NOTHING = {};

    private final SignedClient client;
    private final Counters counters = new Counters();

    S3ProxyControl(SignedClient client) {
        this.client = client;
    }

    @Override
    public void serve(HttpRequest request, RequestBody body, HttpOutput out) throws IOException, S3Error {
        String bucket = request.query("bucket", "");
        Bytes page = out.page();
        try {
            switch (request.path.substring("/_bench/".length())) {
                case "stats" -> page.add(counters.lines());
                case "create" -> page.add(client.send("PUT", "/" + bucket, "", NOTHING));
                case "seed" -> seed(bucket, request);
                case "objects" -> objects(bucket, page);
                case "gc" -> System.gc();
                case "reset", "drop" -> {}
                default -> throw S3Error.noSuchKey();
            }
        } catch (InterruptedException stopped) {
            throw new IOException("stopped", stopped);
        }
        out.status(200).header("Content-Type", "text/plain").end(page);
    }

    private void seed(String bucket, HttpRequest request) throws IOException, InterruptedException {
        client.send("PUT", "/" + bucket, "", NOTHING);
        int count = Integer.parseInt(request.query("count", "0"));
        long size = Long.parseLong(request.query("size", "0"));
        for (int i = 0; i < count; i++) {
            ByteArrayOutputStream content = new ByteArrayOutputStream((int) size);
            Control.content(i, size, 1).read(0, size, Channels.newChannel(content)::write);
            String path = "/" + bucket + "/" + Control.key(i, Control.DIRS);
            client.send("PUT", path, "", content.toByteArray(), "content-type", "application/x-bench");
        }
    }

    private void objects(String bucket, Bytes page) throws IOException, InterruptedException, S3Error {
        String after = "";
        while (true) {
            String document =
                    client.send("GET", "/" + bucket, "list-type=2&start-after=" + after.replace("/", "%2F"), NOTHING);
            byte[] bytes = document.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            for (Map<String, String> item : XmlItems.read(bytes, "Contents")) {
                after = item.getOrDefault("Key", "");
                page.add(after).add('\t').add(item.getOrDefault("Size", "")).add("\t-\t");
                page.add(Conditions.bare(item.getOrDefault("ETag", ""))).add("\t\n");
            }
            if (!document.contains("<IsTruncated>true")) {
                return;
            }
        }
    }
}
