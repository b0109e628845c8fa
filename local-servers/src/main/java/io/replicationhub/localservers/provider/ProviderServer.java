package io.replicationhub.localservers.provider;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.LocalS3;
import io.replicationhub.localservers.ServerStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for a cloud's object store at its S3 face, in memory on the loopback interface. It checks signatures and
 * enforces what {@link ProviderRules} says of the service, so that a client that takes it for Amazon S3 fails. Its host
 * is {@code localhost}, and a bucket in the host name is {@code BUCKET.localhost}. Thread-safe.
 */
public final class ProviderServer implements LocalS3 {
    private static final Set<String> SUBRESOURCES =
            Set.of("tagging", "acl", "attributes", "legal-hold", "restore", "retention", "torrent");

    private final ProviderRules rules;
    private final SignatureCheck signatures;
    private final Map<String, Depot> buckets = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final ObjectDesk objects;
    private final ListingDesk listings;
    private final UploadDesk uploads;
    private final HttpDoor door;

    private ProviderServer(ProviderRules rules, AccessKey key, InstantSource clock) throws IOException {
        this.rules = rules;
        this.signatures = new SignatureCheck(key);
        this.objects = new ObjectDesk(rules, buckets, clock);
        this.listings = new ListingDesk(rules);
        this.uploads = new UploadDesk(rules, objects, clock);
        this.door = HttpDoor.open(this::answer, clock);
    }

    /** Tencent COS. Its buckets are named {@code NAME-APPID}, with a number at the end. */
    public static ProviderServer cos(AccessKey key) {
        return start(ProviderRules.COS, key);
    }

    /** Qiniu Kodo. */
    public static ProviderServer kodo(AccessKey key) {
        return start(ProviderRules.KODO, key);
    }

    private static ProviderServer start(ProviderRules rules, AccessKey key) {
        try {
            return new ProviderServer(rules, key, InstantSource.system());
        } catch (IOException e) {
            throw new ServerStartException("the stand-in for " + rules.name() + " did not start", e);
        }
    }

    /** Of the service, without a bucket. */
    @Override
    public URI endpoint() {
        return URI.create("http://localhost:" + door.port());
    }

    @Override
    public void createBucket(String name) {
        if (!rules.bucketForm().matcher(name).matches()) {
            throw new IllegalArgumentException("no bucket of " + rules.name() + " is named " + name);
        }
        buckets.put(name, new Depot(name));
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
        String id = "NWZj" + ids.incrementAndGet();
        try {
            return dispatch(call).header(rules.idHeader(), id);
        } catch (Refusal refusal) {
            // COS: 436/7730. Kodo's has the same elements but TraceId.
            String trace = rules.name().equals("cos") ? "<TraceId>OGVm" + id + "</TraceId>" : "";
            return Reply.document(
                            refusal.status,
                            "<Error><Code>" + refusal.code + "</Code><Message>"
                                    + Call.xml(String.valueOf(refusal.getMessage()))
                                    + "</Message><Resource>" + Call.xml(call.path()) + "</Resource><RequestId>" + id
                                    + "</RequestId>" + trace + "</Error>")
                    .header(rules.idHeader(), id);
        }
    }

    private Reply dispatch(Call call) throws Refusal {
        String host = call.header("host");
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        boolean inHost = name.endsWith(".localhost");
        if (!inHost && rules.host() == ProviderRules.Host.BUCKET_IN_HOST_ONLY) {
            throw new Refusal(
                    403,
                    "PathStyleDomainForbidden",
                    "The bucket you are attempting to access must be addressed using COS virtual-styled domain.");
        }
        signatures.check(call);
        String path = call.path().substring(1);
        if (inHost) {
            return bucket(name.substring(0, name.length() - ".localhost".length()), path, call);
        }
        int slash = path.indexOf('/');
        return slash < 0 ? bucket(path, "", call) : bucket(path.substring(0, slash), path.substring(slash + 1), call);
    }

    private Reply bucket(String name, String rawKey, Call call) throws Refusal {
        Depot bucket = buckets.get(Call.decode(name));
        if (bucket == null) {
            throw new Refusal(404, "NoSuchBucket", "The specified bucket does not exist.");
        }
        if (rawKey.isEmpty()) {
            if (!call.method().equals("GET")) {
                throw new Refusal(405, "MethodNotAllowed", "The specified method is not allowed");
            }
            return call.asks("uploads") ? uploads.open(bucket, call) : listings.list(bucket, call);
        }
        String key = Call.decode(rawKey);
        if (key.length() > rules.maxKeyBytes()) {
            throw new Refusal(400, "KeyTooLongError", "Your key is too long");
        }
        if (rules.refusedKeys().matcher(key).matches()) {
            throw new Refusal(400, "InvalidURI", "The key is not one that this service takes");
        }
        return object(bucket, key, call);
    }

    private Reply object(Depot bucket, String key, Call call) throws Refusal {
        if (SUBRESOURCES.stream().anyMatch(call::asks)) {
            return objects.subresource(bucket, key, call);
        }
        boolean ofUpload = call.asks("uploadId");
        return switch (call.method()) {
            case "GET", "HEAD" -> ofUpload ? uploads.parts(bucket, key, call) : objects.read(bucket, key, call);
            case "PUT" ->
                ofUpload
                        ? uploads.part(bucket, key, call)
                        : call.header("x-amz-copy-source").isEmpty()
                                ? objects.put(bucket, key, call)
                                : objects.copy(bucket, key, call);
            case "POST" -> ofUpload ? uploads.complete(bucket, key, call) : uploads.create(bucket, key, call);
            case "DELETE" -> {
                if (ofUpload) {
                    yield uploads.abort(bucket, key, call);
                }
                bucket.objects.remove(key);
                yield Reply.of(204);
            }
            default -> throw new Refusal(405, "MethodNotAllowed", "The specified method is not allowed");
        };
    }
}
