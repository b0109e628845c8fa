package io.replicationhub.storage.s3;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Measures the wire without an engine: {@code SOURCE DESTINATION [copy|fill N]}, where both are endpoints with a bucket
 * behind them ({@code http://127.0.0.1:9000/bucket}). Prints CPU and wall time from the start of the JVM.
 */
final class CopyLoop {
    private static final int LANES = 16;
    private static final int FILL_BYTES = 4096;

    private CopyLoop() {}

    public static void main(String[] arguments) throws Exception {
        ObjectStore source = open(arguments[0]);
        ObjectStore destination = open(arguments[1]);
        ConcurrentLinkedQueue<ListedObject> work = new ConcurrentLinkedQueue<>();
        if (arguments.length > 2 && arguments[2].equals("fill")) {
            fill(source, Integer.parseInt(arguments[3]));
            return;
        }
        long listing = System.nanoTime();
        ListRequest first = ListRequest.first("");
        for (Optional<ListRequest> next = Optional.of(first); next.isPresent(); ) {
            ListPage page = source.list(next.get());
            work.addAll(page.objects());
            ListRequest asked = next.get();
            next = page.cursor().map(asked::next);
        }
        int objects = work.size();
        System.out.printf("listed %d in %d ms%n", objects, (System.nanoTime() - listing) / 1_000_000);
        List<Thread> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(Thread.ofPlatform().start(() -> copyAll(source, destination, work)));
        }
        for (Thread lane : lanes) {
            lane.join();
        }
        var os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double cpu = os.getProcessCpuTime() / 1e9;
        long wall = ManagementFactory.getRuntimeMXBean().getUptime();
        System.out.printf("cpu %.2f s, %.3f per 1,000; wall %d ms%n", cpu, cpu * 1000 / objects, wall);
    }

    private static void copyAll(ObjectStore source, ObjectStore destination, ConcurrentLinkedQueue<ListedObject> work) {
        try {
            for (ListedObject next = work.poll(); next != null; next = work.poll()) {
                try (ObjectReading reading =
                        source.open(ReadRequest.whole(next.key(), next.stamp().etag()))) {
                    byte[] bytes = reading.body().readNBytes((int) reading.length());
                    destination.put(
                            next.key(), reading.head().metadata(), WriteOptions.DEFAULT, BytesPayload.of(bytes));
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void fill(ObjectStore store, int objects) throws Exception {
        byte[] body = new byte[FILL_BYTES];
        for (int i = 0; i < objects; i++) {
            body[i % FILL_BYTES]++;
            store.put(
                    new ObjectKey("data/%07d.bin".formatted(i)),
                    ObjectMetadata.NONE.withUser("owner", "me").withUser("batch", "7"),
                    WriteOptions.DEFAULT,
                    BytesPayload.of(body.clone()));
        }
    }

    private static ObjectStore open(String address) {
        URI uri = URI.create(address);
        String bucket = uri.getPath().substring(1);
        return S3Stores.open(
                S3Settings.bucket(bucket).at(uri.resolve("/")),
                CredentialsSource.of(Credentials.of("bench", "secret")),
                Map.of());
    }
}
