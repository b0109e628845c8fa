package io.replicationhub.cli;

import io.replicationhub.bench.LeanS3Server;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.testkit.BytesPayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of what goes along with the bytes, on a server that keeps all of it. */
abstract class Carrying {
    static final int MIB = 1 << 20;
    static final AccessKey KEY = new AccessKey("LEAN", "canary-lean-secret");
    static final ObjectTags TAGS = ObjectTags.of(Map.of("team", "data + more", "stufe", "gr\u00fcn"));
    static final ObjectMetadata LABELS = new ObjectMetadata(
            Optional.of("text/csv; charset=utf-8"),
            Optional.of("gzip"),
            Optional.of("de"),
            Optional.of("attachment; filename=\"a b.csv\""),
            Optional.of("max-age=60"),
            Optional.of("Thu, 01 Jan 2026 00:00:00 GMT"),
            Optional.of("/elsewhere"),
            Map.of("colour", "two  spaces", "name", "\u65e5\u672c\u8a9e", "empty", ""));
    static final WriteOptions KEPT =
            WriteOptions.DEFAULT.in(Optional.of("STANDARD_IA")).with(TAGS);

    @TempDir
    Path folder;

    LeanS3Server server;
    Scene scene;
    ObjectStore source;
    ObjectStore destination;

    /** Who moves the bytes. */
    enum Way {
        /** Through us: the sides have credentials by two names. */
        THROUGH_US("env:DST"),
        /** By the store itself. */
        BY_THE_STORE("env:SRC");

        private final String credentials;

        Way(String credentials) {
            this.credentials = credentials;
        }

        String[] with(String... options) {
            String[] all = new String[options.length + 2];
            System.arraycopy(options, 0, all, 0, options.length);
            all[options.length] = "--destination-credentials";
            all[options.length + 1] = credentials;
            return all;
        }
    }

    @BeforeEach
    void begin() throws Exception {
        server = LeanS3Server.start(KEY.id());
        for (String side : List.of("SRC", "DST")) {
            scene = scene == null ? Scene.in(folder) : scene;
            scene.environment(side + "_ACCESS_KEY_ID", KEY.id()).environment(side + "_SECRET_ACCESS_KEY", KEY.secret());
        }
        createBucket("from");
        createBucket("to");
        source = Scene.open(URI.create(server.endpoint()), "from", KEY);
        destination = Scene.open(URI.create(server.endpoint()), "to", KEY);
        at(URI.create(server.endpoint()));
    }

    @AfterEach
    void end() throws Exception {
        source.close();
        destination.close();
        scene.close();
        server.close();
    }

    void put(String key, int size) throws Exception {
        source.put(new ObjectKey(key), LABELS, KEPT, BytesPayload.random(key.hashCode(), size));
    }

    ObjectHead head(String key) throws Exception {
        return destination.head(new ObjectKey(key));
    }

    ObjectMetadata metadata(String key) throws Exception {
        return head(key).metadata().withoutUser(ObjectMetadata.SOURCE_ETAG);
    }

    void at(URI endpoint) {
        scene.from("s3://from").to("s3://to").sourceAt(endpoint).destinationAt(endpoint);
    }

    /** The server looks at the access key alone. */
    void createBucket(String name) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            client.send(
                    HttpRequest.newBuilder(URI.create(server.endpoint() + "/" + name))
                            .PUT(HttpRequest.BodyPublishers.noBody())
                            .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + KEY.id() + "/x")
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
    }
}
