package io.replicationhub.localservers.provider;

import io.replicationhub.localservers.provider.ProviderRules.Etags;
import io.replicationhub.localservers.provider.ProviderRules.Trait;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads, writes and copies objects as the service does. */
final class ObjectDesk {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final int MAX_METADATA = 2 << 10;

    private final ProviderRules rules;
    private final Map<String, Depot> buckets;
    private final InstantSource clock;

    ObjectDesk(ProviderRules rules, Map<String, Depot> buckets, InstantSource clock) {
        this.rules = rules;
        this.buckets = buckets;
        this.clock = clock;
    }

    /** The body of a PUT as it is to be kept. */
    Kept taken(Call call) throws Refusal {
        boolean chunked = call.header("content-encoding").contains("aws-chunked")
                || call.header("x-amz-content-sha256").startsWith("STREAMING-");
        if (chunked) {
            throw new Refusal(400, "InvalidArgument", "aws-chunked encoding is not supported.");
        }
        byte[] md5 = SignatureCheck.Digest.of("MD5", call.body());
        String claimed = call.header("content-md5");
        if (!claimed.isEmpty() && !claimed.equals(Base64.getEncoder().encodeToString(md5))) {
            throw new Refusal(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
        }
        return new Kept(call.body(), etag(call.body(), md5), clock.instant(), storageClass(call), headers(call));
    }

    private String etag(byte[] body, byte[] md5) {
        return rules.etags() == Etags.OPAQUE
                ? Fingerprints.qetag(body)
                : HexFormat.of().formatHex(md5);
    }

    Map<String, String> headers(Call call) throws Refusal {
        Map<String, String> kept = Kept.kept(call);
        int bytes = kept.entrySet().stream()
                .filter(pair -> pair.getKey().startsWith("x-amz-meta-"))
                .mapToInt(pair -> pair.getKey().length()
                        - "x-amz-meta-".length()
                        + pair.getValue().length())
                .sum();
        if (bytes > MAX_METADATA) {
            throw new Refusal(
                    400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
        }
        String tags = call.header(TagDesk.HEADER);
        if (!tags.isEmpty()) {
            if (!rules.has(Trait.TAGS)) {
                throw Refusal.notImplemented();
            }
            TagDesk.check(tags);
        }
        return TagDesk.with(tags, kept);
    }

    String storageClass(Call call) throws Refusal {
        String wanted = call.header("x-amz-storage-class");
        if (!wanted.isEmpty() && !rules.classes().contains(wanted)) {
            throw new Refusal(400, "InvalidStorageClass", "The storage class you specified is not valid");
        }
        return wanted.isEmpty() ? "STANDARD" : wanted;
    }

    Reply put(Depot bucket, String key, Call call) throws Refusal {
        Kept object = taken(call);
        bucket.objects.put(key, object);
        return Reply.of(200).header("ETag", '"' + object.etag() + '"');
    }

    Reply copy(Depot bucket, String key, Call call) throws Refusal {
        Kept from = source(call);
        Map<String, String> given = headers(call);
        boolean replaced = call.header("x-amz-metadata-directive").equals("REPLACE");
        // Tags are copied unless others are given in their place (436/10881, which spells it "Replaced").
        boolean retagged = call.header("x-amz-tagging-directive").equals("REPLACE");
        String tags = (retagged ? given : from.headers()).getOrDefault(TagDesk.HEADER, "");
        // The class of a copy is the one that is asked for, STANDARD if none is (436/10881).
        Kept copy = new Kept(
                from.body(),
                from.etag(),
                clock.instant(),
                storageClass(call),
                TagDesk.with(tags, replaced ? given : from.headers()));
        bucket.objects.put(key, copy);
        return Reply.document(
                200,
                "<CopyObjectResult><ETag>\"" + copy.etag() + "\"</ETag><LastModified>" + copy.time()
                        + "</LastModified></CopyObjectResult>");
    }

    /** What a copy is made from. */
    Kept source(Call call) throws Refusal {
        String named = Call.decode(call.header("x-amz-copy-source"));
        String path = named.startsWith("/") ? named.substring(1) : named;
        int slash = path.indexOf('/');
        if (slash < 0) {
            throw Refusal.argument("x-amz-copy-source");
        }
        Depot bucket = buckets.get(path.substring(0, slash));
        if (bucket == null) {
            throw new Refusal(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        Kept from = bucket.get(path.substring(slash + 1));
        String pinned = call.header("x-amz-copy-source-if-match");
        if (rules.has(Trait.CONDITIONAL_COPY)
                && !pinned.isEmpty()
                && !bare(pinned).equals(from.etag())) {
            throw Refusal.changed();
        }
        return from;
    }

    Reply read(Depot bucket, String key, Call call) throws Refusal {
        Kept object = bucket.get(key);
        String pinned = call.header("if-match");
        if (!pinned.isEmpty() && !bare(pinned).equals(object.etag())) {
            throw Refusal.changed();
        }
        int length = object.body().length;
        int first = 0;
        int end = length;
        Matcher range = RANGE.matcher(call.header("range"));
        boolean ranged = range.matches();
        if (ranged) {
            long from = Long.parseLong(range.group(1));
            long to = range.group(2).isEmpty() ? length - 1L : Long.parseLong(range.group(2));
            if (from >= length) {
                throw new Refusal(416, "InvalidRange", "The requested range is not satisfiable");
            }
            first = (int) from;
            end = (int) Math.min(length, to + 1);
        }
        Reply reply = Reply.of(ranged ? 206 : 200)
                .header("ETag", '"' + object.etag() + '"')
                .header("Last-Modified", object.httpTime())
                .header("Accept-Ranges", "bytes")
                .header("Content-Length", Integer.toString(end - first));
        if (ranged) {
            reply.header("Content-Range", "bytes " + first + '-' + (end - 1) + '/' + length);
        }
        if (!object.storageClass().equals("STANDARD")) {
            reply.header("x-amz-storage-class", object.storageClass());
        }
        if (rules.has(Trait.CRC64)) {
            // Of the whole, whatever range is read: unconfirmed, and the harder case.
            reply.header("x-cos-hash-crc64ecma", Fingerprints.crc64(object.body()));
        }
        TagDesk.with("", object.headers()).forEach(reply::header);
        int tags = TagDesk.count(object.headers().getOrDefault(TagDesk.HEADER, ""));
        if (tags > 0) {
            reply.header("x-amz-tagging-count", Integer.toString(tags));
        }
        return reply.body(object.body(), first, end - first);
    }

    /** A document about an object; no service answers such a request with the object. */
    Reply subresource(Depot bucket, String key, Call call) throws Refusal {
        if (!call.asks("tagging") || !call.method().equals("GET") || !rules.has(Trait.TAGS)) {
            throw Refusal.notImplemented();
        }
        return TagDesk.read(bucket.get(key));
    }

    static String bare(String etag) {
        return etag.length() > 1 && etag.startsWith("\"") ? etag.substring(1, etag.length() - 1) : etag;
    }
}
