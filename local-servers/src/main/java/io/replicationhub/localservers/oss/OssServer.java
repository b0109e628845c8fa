package io.replicationhub.localservers.oss;

import io.replicationhub.localservers.ServerStartException;
import io.replicationhub.localservers.provider.Call;
import io.replicationhub.localservers.provider.HttpDoor;
import io.replicationhub.localservers.provider.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stand-in for Aliyun OSS at its own face, in memory on the loopback interface. Its host is {@code oss.localhost}, and
 * buckets stand before that, never in the path. Thread-safe.
 */
public final class OssServer implements AutoCloseable {
    private static final String SERVICE = "oss.localhost";
    /** OSS documentation, "Object naming conventions". */
    private static final int LONGEST_KEY = 1023;

    private final Map<String, OssBucket> buckets = new ConcurrentHashMap<>();
    private final Map<String, OssAccount> accounts = new ConcurrentHashMap<>();
    private final Set<String> expired = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong paid = new AtomicLong();
    private final OssSignatures signatures;
    private final OssObjects objects;
    private final OssUploadDesk uploads;
    private final HttpDoor door;

    private OssServer(String region, InstantSource clock) throws IOException {
        this.signatures = new OssSignatures(region, accounts, expired, clock);
        this.objects = new OssObjects(buckets, clock);
        this.uploads = new OssUploadDesk(buckets, clock);
        this.door = HttpDoor.open(this::answer, clock);
    }

    /** @param region that version 4 signatures must name, {@code cn-hangzhou} */
    public static OssServer start(String region, OssAccount... accounts) {
        return start(region, InstantSource.system(), accounts);
    }

    public static OssServer start(String region, InstantSource clock, OssAccount... accounts) {
        try {
            OssServer server = new OssServer(region, clock);
            for (OssAccount account : accounts) {
                server.admit(account);
            }
            return server;
        } catch (IOException e) {
            throw new ServerStartException("the stand-in for OSS did not start", e);
        }
    }

    /** Of the service, without a bucket. */
    public URI endpoint() {
        return URI.create("http://" + SERVICE + ':' + door.port());
    }

    public void createBucket(String name) {
        buckets.put(name, new OssBucket());
    }

    /** Knows another key pair, or another token of one, from now on. */
    public void admit(OssAccount account) {
        accounts.put(account.accessKey(), account);
    }

    /** Requests with this token are refused from now on. */
    public void expire(String token) {
        expired.add(token);
    }

    /** Ends all restorations that are under way. */
    public void finishRestorations() {
        for (OssBucket bucket : buckets.values()) {
            bucket.objects.replaceAll((key, object) -> object.isRestoring() ? object.restored() : object);
        }
    }

    /** Publishes a checksum for the object that its bytes do not have. */
    public void tellWrongChecksum(String bucket, String key) {
        OssBucket held = buckets.get(bucket);
        if (held != null) {
            held.objects.computeIfPresent(key, (name, object) -> object.claiming("1"));
        }
    }

    /** How many requests said that their sender pays ("Enable pay-by-requester"). */
    public long requestsPaid() {
        return paid.get();
    }

    public void forgetPaid() {
        paid.set(0);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply answer(Call call) {
        String id = String.format(Locale.ROOT, "%024X", 0x5C3D9175B6FC201L + ids.incrementAndGet());
        try {
            return dispatch(OssRequest.read(call, SERVICE)).header("x-oss-request-id", id);
        } catch (OssRefusal refusal) {
            byte[] document = refusal.document(id, call.headers().getOrDefault("host", SERVICE))
                    .getBytes(StandardCharsets.UTF_8);
            Reply reply = Reply.of(refusal.status()).header("x-oss-request-id", id);
            if (!refusal.detail().isEmpty()) {
                reply.header("x-oss-ec", refusal.detail());
            }
            // An answer to HEAD has no body: the document goes into a header ("HeadObject", "Error responses").
            return call.method().equals("HEAD")
                    ? reply.header("x-oss-err", Base64.getEncoder().encodeToString(document))
                    : reply.header("Content-Type", "application/xml").body(document, 0, document.length);
        }
    }

    private Reply dispatch(OssRequest request) throws OssRefusal {
        signatures.verify(request);
        if ("requester".equals(request.header("x-oss-request-payer"))) {
            paid.incrementAndGet();
        }
        OssBucket bucket = buckets.get(request.bucket());
        if (bucket == null) {
            throw OssRefusal.noSuchBucket(request.bucket());
        }
        if (request.key().isEmpty()) {
            if (!request.isOf("GET")) {
                throw OssRefusal.method();
            }
            return OssObjects.document(
                    request.asks("uploads")
                            ? OssListings.uploads(request, bucket)
                            : OssListings.objects(request, bucket));
        }
        boolean tooLong = request.key().getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY;
        if (tooLong || request.key().startsWith("/") || request.key().startsWith("\\")) {
            throw OssRefusal.of(400, "InvalidObjectName", "The specified object is not valid.");
        }
        return request.asks("uploads") || request.asks("uploadId")
                ? uploads.answer(request, bucket)
                : objects.answer(request, bucket);
    }
}
