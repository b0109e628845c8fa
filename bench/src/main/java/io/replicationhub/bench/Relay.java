package io.replicationhub.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The limit of the machine: lists the source, then GET → PUT of every object over raw sockets, with no signature, no
 * checksum, no metadata, no retry and no diff. {@code --copy} has the server copy instead.
 *
 * <p>{@code --source URL --source-key KEY --source-bucket B --destination URL --destination-key KEY --destination-bucket B
 * --connections N [--copy] [--silence-millis N]}
 */
public final class Relay {
    /** Direct memory for one of its connections to each side, above what their buffers take; the JVM gives as much as heap. */
    static final int PAIR_MIB = 1;

    private static final int SMALL = 128 << 10;

    private final Arguments arguments;
    private final URI source;
    private final URI destination;
    private final RelayWatch watch;

    private Relay(Arguments arguments, RelayWatch watch) {
        this.arguments = arguments;
        this.watch = watch;
        this.source = URI.create(arguments.text("--source", ""));
        this.destination = URI.create(arguments.text("--destination", ""));
    }

    /** Exits with 1 where it could not, and says why in one line. */
    public static void main(String[] given) {
        try {
            relay(given);
        } catch (IOException | InterruptedException e) {
            System.err.println("relay: " + e.getMessage());
            System.exit(1);
        }
    }

    /** The first connection that fails ends it: what was not relayed cannot be measured. */
    static void relay(String[] given) throws IOException, InterruptedException {
        Arguments arguments = Arguments.parse(given, Set.of("--copy"));
        Duration silence = Duration.ofMillis(arguments.number("--silence-millis", RelayWatch.SILENCE_MOST.toMillis()));
        try (RelayWatch watch = RelayWatch.begin(silence)) {
            new Relay(arguments, watch).run((int) arguments.number("--connections", 16));
        }
    }

    private RelayLane lane(URI endpoint, String key) throws IOException {
        return RelayLane.open(endpoint, arguments.text(key, "bench"), watch);
    }

    private void run(int connections) throws IOException, InterruptedException {
        List<String> keys = list();
        AtomicInteger next = new AtomicInteger();
        // Daemons: threads that are left behind by a failure would keep the process alive until its time runs out.
        ExecutorService pool = Executors.newFixedThreadPool(
                connections, Thread.ofPlatform().daemon().name("relay-", 1).factory());
        var running = new ExecutorCompletionService<@Nullable Void>(pool);
        for (int i = 0; i < connections; i++) {
            Future<@Nullable Void> unused = running.submit(() -> {
                if (arguments.has("--copy")) {
                    copy(keys, next);
                } else {
                    relay(keys, next);
                }
                return null;
            });
        }
        try {
            for (int i = 0; i < connections; i++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException("a connection broke: " + e.getCause(), e);
        } finally {
            pool.shutdownNow();
        }
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
