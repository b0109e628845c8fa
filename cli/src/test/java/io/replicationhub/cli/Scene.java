package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.S3ProxyServer;
import io.replicationhub.localservers.S3ProxySettings;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.testkit.BytesPayload;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;

/**
 * A source and a destination bucket on two servers that check signatures, with credentials of their own, and drh run
 * between them in this process. The servers are shared by all tests of the JVM; the buckets are not.
 */
final class Scene implements AutoCloseable {
    static final AccessKey SRC = new AccessKey("SRCID", "canary-source-secret");
    static final AccessKey DST = new AccessKey("DSTID", "canary-destination-secret");
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Servers {
        static final S3ProxyServer SOURCE =
                S3ProxyServer.start(S3ProxySettings.inMemory(SRC).ignoringUnknownHeaders());
        static final S3ProxyServer DESTINATION =
                S3ProxyServer.start(S3ProxySettings.inMemory(DST).ignoringUnknownHeaders());
    }

    private final Path folder;
    private final String fromBucket;
    private final String toBucket;
    final ObjectStore source;
    final ObjectStore destination;
    private final Map<String, String> environment = new TreeMap<>(Map.of(
            "SRC_ACCESS_KEY_ID", SRC.id(),
            "SRC_SECRET_ACCESS_KEY", SRC.secret(),
            "DST_ACCESS_KEY_ID", DST.id(),
            "DST_SECRET_ACCESS_KEY", DST.secret()));
    private URI sourceEndpoint = Servers.SOURCE.endpoint();
    private URI destinationEndpoint = Servers.DESTINATION.endpoint();
    private String from;
    private String to;

    private Scene(Path folder) {
        this.folder = folder;
        int number = COUNT.incrementAndGet();
        this.fromBucket = "from-" + number;
        this.toBucket = "to-" + number;
        Servers.SOURCE.createBucket(fromBucket);
        Servers.DESTINATION.createBucket(toBucket);
        this.source = open(Servers.SOURCE.endpoint(), fromBucket, SRC);
        this.destination = open(Servers.DESTINATION.endpoint(), toBucket, DST);
        this.from = "s3://" + fromBucket;
        this.to = "s3://" + toBucket;
    }

    /** @param folder for the state of runs */
    static Scene in(Path folder) {
        return new Scene(folder);
    }

    static ObjectStore open(URI endpoint, String bucket, AccessKey key) {
        return S3Stores.open(
                S3Settings.bucket(bucket).at(endpoint),
                CredentialsSource.of(Credentials.of(key.id(), key.secret())),
                Map.of());
    }

    /** @param location whose bucket is made beside the source's */
    void createAtSource(String location) {
        Servers.SOURCE.createBucket(location.replace("s3://", "").replaceAll("/.*", ""));
    }

    /** A new bucket beside the destination's. */
    ObjectStore createAtDestination(String name) {
        Servers.DESTINATION.createBucket(name);
        return destinationBucket(name);
    }

    /** A bucket beside the destination's. */
    ObjectStore destinationBucket(String name) {
        return open(Servers.DESTINATION.endpoint(), name, DST);
    }

    URI sourceServer() {
        return Servers.SOURCE.endpoint();
    }

    URI destinationServer() {
        return Servers.DESTINATION.endpoint();
    }

    String from() {
        return from;
    }

    String to() {
        return to;
    }

    Scene from(String location) {
        from = location;
        return this;
    }

    Scene to(String location) {
        to = location;
        return this;
    }

    Scene prefixes(String sourcePrefix, String destinationPrefix) {
        return from("s3://" + fromBucket + "/" + sourcePrefix).to("s3://" + toBucket + "/" + destinationPrefix);
    }

    Scene sourceAt(URI endpoint) {
        sourceEndpoint = endpoint;
        return this;
    }

    Scene destinationAt(URI endpoint) {
        destinationEndpoint = endpoint;
        return this;
    }

    Scene environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Map<String, String> environment() {
        return environment;
    }

    Ran replicate(String... options) {
        return run("replicate", options);
    }

    Ran plan(String... options) {
        return run("plan", options);
    }

    Ran verify(String... options) {
        return run("verify", options);
    }

    /** Between the two buckets, with what it takes to reach them; later options win over these. */
    List<String> arguments(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                command,
                from,
                to,
                "--source-endpoint",
                sourceEndpoint.toString(),
                "--destination-endpoint",
                destinationEndpoint.toString(),
                "--source-credentials",
                "env:SRC",
                "--destination-credentials",
                "env:DST",
                "--state",
                folder.resolve("state").toString()));
        arguments.addAll(List.of(options));
        return arguments;
    }

    private Ran run(String command, String... options) {
        return drh(arguments(command, options).toArray(String[]::new));
    }

    /** With these arguments alone. */
    Ran drh(String... arguments) {
        Ran ran = Ran.drh(environment, arguments);
        ran.doesNotSay(SRC.secret(), DST.secret(), "\tat ", "Exception");
        return ran;
    }

    void put(String key, int size) throws Exception {
        put(source, key, ObjectMetadata.NONE, BytesPayload.random(key.hashCode(), size));
    }

    static void put(ObjectStore store, String key, ObjectMetadata metadata, BytesPayload body) throws Exception {
        store.put(new ObjectKey(key), metadata, WriteOptions.DEFAULT, body);
    }

    /** The contents of a bucket: size and checksum by key. */
    static Map<String, String> contents(ObjectStore store) throws Exception {
        Map<String, String> contents = new TreeMap<>();
        for (String key : keys(store)) {
            contents.put(key, content(store, key));
        }
        return contents;
    }

    static List<String> keys(ObjectStore store) throws Exception {
        List<String> keys = new ArrayList<>();
        ListRequest request = ListRequest.first("");
        while (true) {
            ListPage page = store.list(request);
            for (ListedObject object : page.objects()) {
                keys.add(object.key().value());
            }
            Optional<String> next = page.cursor();
            if (next.isEmpty()) {
                return keys;
            }
            request = request.next(next.get());
        }
    }

    static String content(ObjectStore store, String key) throws Exception {
        try (ObjectReading reading =
                store.open(new ReadRequest(new ObjectKey(key), Optional.empty(), Optional.empty()))) {
            CRC32C sum = new CRC32C();
            byte[] block = new byte[64 << 10];
            long size = 0;
            for (int read = reading.body().read(block);
                    read >= 0;
                    read = reading.body().read(block)) {
                sum.update(block, 0, read);
                size += read;
            }
            return size + " bytes " + HexFormat.of().toHexDigits((int) sum.getValue());
        }
    }

    ObjectMetadata metadataAtDestination(String key) throws Exception {
        return destination.head(new ObjectKey(key)).metadata();
    }

    void assertNothingWritten() throws Exception {
        assertEquals(List.of(), keys(destination), "something was written");
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
