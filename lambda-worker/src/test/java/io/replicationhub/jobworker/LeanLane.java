package io.replicationhub.jobworker;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import io.replicationhub.bench.LeanS3Server;
import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.storage.s3.S3Settings;
import io.replicationhub.storage.s3.S3Stores;
import io.replicationhub.task.CopyTask;
import io.replicationhub.task.Task;
import io.replicationhub.task.TaskCodec;
import io.replicationhub.task.TaskMessage;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Two lean servers, plain or over TLS by an authority of their own, and batches that have the worker copy between them. */
final class LeanLane implements AutoCloseable {
    private static final String PASSWORD = "local-only";
    private static final int MESSAGES_MOST = 10;
    private static final int PACK = 100;

    private final boolean tls;
    private final Path folder;
    private final LeanS3Server from;
    private final LeanS3Server to;
    private final HttpClient http;
    private int batches;

    private LeanLane(boolean tls, Path folder, LeanS3Server from, LeanS3Server to, HttpClient http) {
        this.tls = tls;
        this.folder = folder;
        this.from = from;
        this.to = to;
        this.http = http;
    }

    /** @param delay that either server waits before each answer */
    static LeanLane open(Path folder, boolean tls, Duration delay) throws Exception {
        Optional<Path> keys = tls ? Optional.of(folder) : Optional.empty();
        LeanS3Server from = LeanS3Server.start(new LeanS3Server.Options("src", delay, true, true, keys));
        LeanS3Server to = LeanS3Server.start(new LeanS3Server.Options("dst", delay, false, true, keys));
        HttpClient.Builder http = HttpClient.newBuilder();
        if (tls) {
            http.sslContext(trust(folder));
        }
        return new LeanLane(tls, folder, from, to, http.build());
    }

    /** A bucket of so many objects at the source, an empty one of the same name at the destination, and what to copy. */
    List<SQSEvent> fill(String bucket, int count, long size, int tasksInMessage) throws Exception {
        control(from, "seed?bucket=" + bucket + "&count=" + count + "&size=" + size);
        control(to, "create?bucket=" + bucket);
        List<SQSEvent> events = new ArrayList<>();
        List<SQSEvent.SQSMessage> messages = new ArrayList<>();
        try (ObjectStore source = store(from, "src", bucket)) {
            List<Task> tasks = new ArrayList<>();
            List<ListedObject> all = Neighbourhood.list(source);
            for (ListedObject object : all) {
                tasks.add(new CopyTask(object.key(), object.key(), object.stamp()));
                if (tasks.size() == tasksInMessage || object == all.getLast()) {
                    messages.add(message(TaskCodec.encode(TaskMessage.of(List.copyOf(tasks)))));
                    tasks.clear();
                }
                if (messages.size() == MESSAGES_MOST || object == all.getLast() && !messages.isEmpty()) {
                    var event = new SQSEvent();
                    event.setRecords(List.copyOf(messages));
                    events.add(event);
                    messages.clear();
                }
            }
        }
        return events;
    }

    /**
     * One batch of all sorts: a message for each large object, and messages of a hundred for the small ones. Sizes in
     * bytes.
     */
    SQSEvent fill(String bucket, int large, long largeSize, int small, long smallSize) throws Exception {
        control(from, "seed?bucket=" + bucket + "&dirs=0&count=" + large + "&size=" + largeSize);
        control(from, "seed?bucket=" + bucket + "&count=" + small + "&size=" + smallSize);
        control(to, "create?bucket=" + bucket);
        List<SQSEvent.SQSMessage> messages = new ArrayList<>();
        List<Task> pack = new ArrayList<>();
        try (ObjectStore source = store(from, "src", bucket)) {
            for (ListedObject object : Neighbourhood.list(source)) {
                var task = new CopyTask(object.key(), object.key(), object.stamp());
                if (object.stamp().size() == largeSize) {
                    messages.add(message(TaskCodec.encode(TaskMessage.of(List.of(task)))));
                } else {
                    pack.add(task);
                }
                if (pack.size() == PACK) {
                    messages.add(message(TaskCodec.encode(TaskMessage.of(List.copyOf(pack)))));
                    pack.clear();
                }
            }
        }
        if (!pack.isEmpty()) {
            messages.add(message(TaskCodec.encode(TaskMessage.of(List.copyOf(pack)))));
        }
        var event = new SQSEvent();
        event.setRecords(messages);
        return event;
    }

    /** How many objects the destination has. */
    int copied(String bucket) throws Exception {
        try (ObjectStore destination = store(to, "dst", bucket)) {
            return Neighbourhood.list(destination).size();
        }
    }

    void drop(String bucket) throws Exception {
        control(from, "drop?bucket=" + bucket);
        control(to, "drop?bucket=" + bucket);
    }

    /** The worker's settings. There is no queue: nothing here fails. */
    Map<String, String> environment(String bucket) {
        Map<String, String> environment = new HashMap<>();
        environment.put("DRH_STACK", "test");
        side("SOURCE", from, "src", bucket, environment);
        side("DESTINATION", to, "dst", bucket, environment);
        environment.put("DRH_QUEUE_URL", "http://127.0.0.1:1/000000000000/none");
        environment.put("DRH_DEAD_LETTER_QUEUE_URL", "http://127.0.0.1:1/000000000000/none-dead");
        environment.put("DRH_QUEUE_ENDPOINT", "http://127.0.0.1:1");
        environment.put("DRH_QUEUE_REGION", "us-east-1");
        environment.put("DRH_QUEUE_CREDENTIALS", "anonymous");
        return environment;
    }

    /** What makes a JVM trust the servers. */
    String[] trustOptions() {
        return tls
                ? new String[] {
                    "-Djavax.net.ssl.trustStore=" + folder.resolve("trust.p12"),
                    "-Djavax.net.ssl.trustStorePassword=" + PASSWORD
                }
                : new String[0];
    }

    private static void side(
            String name, LeanS3Server server, String key, String bucket, Map<String, String> environment) {
        environment.put("DRH_" + name + "_BUCKET", bucket);
        environment.put("DRH_" + name + "_ENDPOINT", server.endpoint());
        environment.put("DRH_" + name + "_CREDENTIALS", "env:LEAN_" + name);
        environment.put("LEAN_" + name + "_ACCESS_KEY_ID", key);
        environment.put("LEAN_" + name + "_SECRET_ACCESS_KEY", "secret");
    }

    private ObjectStore store(LeanS3Server server, String key, String bucket) {
        S3Settings settings = S3Settings.bucket(bucket).at(URI.create(server.endpoint()));
        return S3Stores.open(
                tls ? settings.trusting(folder.resolve("ca.pem")) : settings,
                CredentialsSource.of(Credentials.of(key, "secret")),
                Map.of());
    }

    private void control(LeanS3Server server, String what) throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(server.endpoint() + "/_bench/" + what))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(what + ": " + answer.body());
        }
    }

    private SQSEvent.SQSMessage message(String body) {
        var message = new SQSEvent.SQSMessage();
        message.setMessageId("message-" + ++batches);
        message.setReceiptHandle("receipt-" + batches);
        message.setBody(body);
        message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        message.setMessageAttributes(Map.of());
        message.setEventSource("aws:sqs");
        message.setAwsRegion("us-east-1");
        return message;
    }

    private static SSLContext trust(Path folder) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(folder.resolve("ca.pem"))) {
            trusted.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("trust.p12"))) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    @Override
    public void close() throws Exception {
        http.close();
        from.close();
        to.close();
    }
}
