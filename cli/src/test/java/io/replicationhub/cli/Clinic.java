package io.replicationhub.cli;

import io.replicationhub.bench.LeanS3Server;
import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.faults.Fault;
import io.replicationhub.localservers.faults.FaultProxy;
import io.replicationhub.localservers.faults.Reply;
import io.replicationhub.localservers.faults.RequestHead;
import io.replicationhub.localservers.faults.Rule;
import io.replicationhub.localservers.faults.Turn;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.WriteOptions;
import io.replicationhub.permission.Action;
import io.replicationhub.plan.Side;
import io.replicationhub.testkit.BytesPayload;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Two buckets of the lean server, a proxy before each that sees every request and refuses what a test denies, and drh
 * between them as with Amazon S3: by the profile {@code aws}, with the buckets in the host names.
 */
final class Clinic implements AutoCloseable {
    private static final AccessKey KEY = new AccessKey("LEAN", "canary-lean-secret");

    private final LeanS3Server server;
    private final Scene scene;
    private final FaultProxy sourceProxy;
    private final FaultProxy destinationProxy;
    private final List<RequestHead> atSource = Collections.synchronizedList(new ArrayList<>());
    private final List<RequestHead> atDestination = Collections.synchronizedList(new ArrayList<>());
    final ObjectStore source;
    final ObjectStore destination;

    Clinic(Path folder) throws Exception {
        server = LeanS3Server.start(KEY.id());
        scene = Scene.in(folder).from("s3://from/photos/").to("s3://to/copy/");
        for (String side : List.of("SRC", "DST")) {
            scene.environment(side + "_ACCESS_KEY_ID", KEY.id()).environment(side + "_SECRET_ACCESS_KEY", KEY.secret());
        }
        URI endpoint = URI.create(server.endpoint());
        request("/from", "");
        request("/to", "");
        source = Scene.open(endpoint, "from", KEY);
        destination = Scene.open(endpoint, "to", KEY);
        sourceProxy = FaultProxy.inFrontOf(endpoint);
        destinationProxy = FaultProxy.inFrontOf(endpoint);
        begin();
        scene.sourceAt(named(sourceProxy)).destinationAt(named(destinationProxy));
    }

    /** Both through one proxy, so that the store may copy by itself; the source's requests are the destination's, too. */
    Clinic atOneEndpoint() {
        scene.sourceAt(named(destinationProxy));
        return this;
    }

    private void begin() {
        sourceProxy.arm(Rule.watching(head -> atSource.add(head) && false));
        destinationProxy.arm(Rule.watching(head -> (isOf(head, "from") ? atSource : atDestination).add(head) && false));
    }

    private static boolean isOf(RequestHead head, String bucket) {
        return head.header("host").orElse("").startsWith(bucket + ".")
                || head.path().startsWith("/" + bucket + "/");
    }

    /** Names have a dot before them for the bucket; addresses cannot. */
    private static URI named(FaultProxy proxy) {
        return URI.create("http://localhost:" + proxy.endpoint().getPort());
    }

    Scene scene() {
        return scene;
    }

    FaultProxy proxy(Side side) {
        return side == Side.SOURCE ? sourceProxy : destinationProxy;
    }

    List<RequestHead> requests(Side side) {
        return List.copyOf(side == Side.SOURCE ? atSource : atDestination);
    }

    void forgetRequests() {
        atSource.clear();
        atDestination.clear();
    }

    /** Whatever takes the action at the side is refused as S3 does where no policy allows it. */
    void deny(Side side, Action action) {
        for (Side at : Side.values()) {
            answer(
                    at,
                    head -> Asked.by(head).takes(side, action, isOf(head, "from") ? Side.SOURCE : Side.DESTINATION),
                    Reply.s3Error(403, "AccessDenied", "Access Denied"));
        }
    }

    void answer(Side side, Predicate<RequestHead> requests, Reply reply) {
        var unused = proxy(side).arm(Rule.of(requests, Turn.always(), Fault.answer(reply)));
    }

    void disarm() {
        for (Side side : Side.values()) {
            proxy(side).disarmAll();
        }
        begin();
    }

    Ran doctor(String... options) {
        return run("doctor", options);
    }

    Ran run(String command, String... options) {
        return scene.drh(arguments(command, options).toArray(String[]::new));
    }

    List<String> arguments(String command, String... options) {
        List<String> arguments = scene.arguments(command, "--source-profile", "aws", "--destination-profile", "aws");
        arguments.addAll(List.of(options));
        return arguments;
    }

    void put(String key, int size) throws Exception {
        source.put(
                new ObjectKey("photos/" + key),
                ObjectMetadata.NONE,
                WriteOptions.DEFAULT.with(ObjectTags.of(Map.of("team", "data"))),
                BytesPayload.random(key.hashCode(), size));
    }

    void keepVersions() throws Exception {
        for (String bucket : List.of("from", "to")) {
            request(
                    "/" + bucket + "?versioning",
                    "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>");
        }
    }

    private void request(String target, String body) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.endpoint() + target))
                                .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + KEY.id() + "/x")
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(target + ": " + answer.statusCode() + ' ' + answer.body());
        }
    }

    @Override
    public void close() throws Exception {
        source.close();
        destination.close();
        sourceProxy.close();
        destinationProxy.close();
        scene.close();
        server.close();
    }
}
