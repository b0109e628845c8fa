package io.replicationhub.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit of the machine: lists the source, then GET → PUT of every object over raw sockets, with no signature, no
 * checksum, no metadata, no retry and no diff. {@code --copy} has the server copy instead.
 *
 * <p>{@code --source URL --source-key KEY --source-bucket B --destination URL --destination-key KEY --destination-bucket B
 * --connections N [--copy]}
 */
public final class Relay {
    private static final int SMALL = 128 << 10;

    private final Arguments arguments;
    private final URI source;
    private final URI destination;

    private Relay(Arguments arguments) {
        this.arguments = arguments;
        this.source = URI.create(arguments.text("--source", ""));
        this.destination = URI.create(arguments.text("--destination", ""));
    }

    public static void main(String[] given) throws Exception {
        Arguments arguments = Arguments.parse(given, Set.of("--copy"));
        new Relay(arguments).run((int) arguments.number("--connections", 16));
    }

    private RelayLane lane(URI endpoint, String key) throws IOException {
        return RelayLane.open(endpoint, arguments.text(key, "bench"));
    }

    private void run(int connections) throws IOException, InterruptedException, ExecutionException {
        List<String> keys = list();
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            running.add(pool.submit(() -> {
                if (arguments.has("--copy")) {
                    copy(keys, next);
                } else {
                    relay(keys, next);
                }
                return null;
            }));
        }
        for (Future<?> one : running) {
            one.get();
        }
        pool.shutdown();
    }

    /** Keys as they stand in a URL. */
    private List<String> list() throws IOException {
        String bucket = arguments.text("--source-bucket", "");
        List<String> keys = new ArrayList<>();
        try (RelayLane lane = lane(source, "--source-key")) {
            String after = "";
            while (true) {
                String target = "GET /" + bucket + "?list-type=2&encoding-type=url&start-after=" + after;
                lane.send(ByteBuffer.wrap(lane.head(target, "")));
                String page = lane.text(lane.answer());
                int at = 0;
                for (int from = page.indexOf("<Key>", at); from >= 0; from = page.indexOf("<Key>", at)) {
                    at = page.indexOf("</Key>", from);
                    keys.add(page.substring(from + 5, at));
                }
                if (!page.contains("<IsTruncated>true")) {
                    return keys;
                }
                after = keys.getLast();
            }
        }
    }

    private void relay(List<String> keys, AtomicInteger next) throws IOException {
        String from = "GET /" + arguments.text("--source-bucket", "") + '/';
        String to = "PUT /" + arguments.text("--destination-bucket", "") + '/';
        ByteBuffer out = ByteBuffer.allocateDirect(SMALL + (8 << 10));
        try (RelayLane get = lane(source, "--source-key");
                RelayLane put = lane(destination, "--destination-key")) {
            for (int i = next.getAndIncrement(); i < keys.size(); i = next.getAndIncrement()) {
                out.clear().put(get.head(from + keys.get(i), ""));
                get.send(out.flip());
                long length = get.answer();
                out.clear().put(put.head(to + keys.get(i), "Content-Length: " + length + "\r\n"));
                if (length > SMALL) {
                    put.send(out.flip());
                    stream(get, put, length);
                } else {
                    gather(get, out, length);
                    put.send(out.flip());
                }
                drain(put);
            }
        }
    }

    private static void gather(RelayLane get, ByteBuffer out, long length) throws IOException {
        long left = length - get.arrived().remaining();
        out.put(get.arrived());
        while (left > 0) {
            ByteBuffer piece = get.more(left);
            left -= piece.remaining();
            out.put(piece);
        }
    }

    private static void stream(RelayLane get, RelayLane put, long length) throws IOException {
        long left = length - get.arrived().remaining();
        put.send(get.arrived());
        while (left > 0) {
            ByteBuffer piece = get.more(left);
            left -= piece.remaining();
            put.send(piece);
        }
    }

    private static void drain(RelayLane lane) throws IOException {
        long left = lane.answer() - lane.arrived().remaining();
        while (left > 0) {
            left -= lane.more(left).remaining();
        }
    }

    private void copy(List<String> keys, AtomicInteger next) throws IOException {
        String from = "x-amz-copy-source: /" + arguments.text("--source-bucket", "") + '/';
        String to = "PUT /" + arguments.text("--destination-bucket", "") + '/';
        try (RelayLane lane = lane(destination, "--destination-key")) {
            for (int i = next.getAndIncrement(); i < keys.size(); i = next.getAndIncrement()) {
                String more = from + keys.get(i) + "\r\nContent-Length: 0\r\n";
                lane.send(ByteBuffer.wrap(lane.head(to + keys.get(i), more)));
                drain(lane);
            }
        }
    }
}
