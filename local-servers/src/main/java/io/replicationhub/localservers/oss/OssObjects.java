package io.replicationhub.localservers.oss;

import io.replicationhub.localservers.provider.Reply;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests about one object, but for its uploads. */
final class OssObjects {
    private static final Pattern DAYS = Pattern.compile("<Days>\\s*(\\d+)\\s*</Days>");
    private static final Pattern TIER = Pattern.compile("<Tier>\\s*(Standard|Bulk|Expedited)\\s*</Tier>");

    private final Map<String, OssBucket> buckets;
    private final InstantSource clock;

    OssObjects(Map<String, OssBucket> buckets, InstantSource clock) {
        this.buckets = buckets;
        this.clock = clock;
    }

    Reply answer(OssRequest request, OssBucket bucket) throws OssRefusal {
        if (request.asks("restore")) {
            return restore(request, bucket);
        }
        if (request.asks("tagging")) {
            return tagging(request, bucket);
        }
        return switch (request.method()) {
            case "GET", "HEAD" -> OssReading.answer(request, bucket.object(request.key()));
            case "PUT" -> request.header("x-oss-copy-source") == null ? put(request, bucket) : copy(request, bucket);
            case "DELETE" -> {
                bucket.objects.remove(request.key());
                yield Reply.of(204);
            }
            default -> throw OssRefusal.method();
        };
    }

    private Reply put(OssRequest request, OssBucket bucket) throws OssRefusal {
        OssObject object = OssObject.ofOnePut(OssWriting.body(request), OssWriting.kept(request), clock.instant());
        bucket.objects.put(request.key(), object);
        return Reply.of(200).header("ETag", '"' + object.etag() + '"').header("x-oss-hash-crc64ecma", object.crc64());
    }

    private Reply copy(OssRequest request, OssBucket bucket) throws OssRefusal {
        OssObject source = OssWriting.source(request, buckets);
        OssObject copy = OssObject.ofOnePut(source.body(), OssWriting.keptOfCopy(request, source), clock.instant());
        bucket.objects.put(request.key(), copy);
        return document(OssWriting.copied("CopyObjectResult", copy.etag(), copy.modified()));
    }

    private static Reply tagging(OssRequest request, OssBucket bucket) throws OssRefusal {
        if (!request.isOf("GET")) {
            throw OssRefusal.method();
        }
        return document(OssTags.document(bucket.object(request.key()).kept().tags()));
    }

    /**
     * Source: OSS documentation, "RestoreObject": 202 where it begins, 409 while it is under way, 200 where it was done,
     * 400 for classes that can be read; tiers for ColdArchive and DeepColdArchive alone.
     */
    private static Reply restore(OssRequest request, OssBucket bucket) throws OssRefusal {
        OssObject object = bucket.object(request.key());
        if (!object.isArchived()) {
            throw OssRefusal.of(400, "OperationNotSupported", "The operation is not supported for this resource");
        }
        String body = new String(request.body(), StandardCharsets.UTF_8);
        Matcher days = DAYS.matcher(body);
        boolean tiered = body.contains("<JobParameters>");
        boolean wellFormed = days.find() && (!tiered || TIER.matcher(body).find());
        if (!wellFormed || tiered && object.storageClass().equals("Archive")) {
            throw OssRefusal.of(400, "MalformedXML", "The XML you provided was not well-formed.");
        }
        if (object.isRestoring()) {
            throw OssRefusal.of(409, "RestoreAlreadyInProgress", "The restore operation is in progress.");
        }
        boolean again = object.isReadable();
        bucket.objects.put(request.key(), again ? object.restored() : object.restoring());
        return Reply.of(again ? 200 : 202);
    }

    static Reply document(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Reply.of(200).header("Content-Type", "application/xml").body(bytes, 0, bytes.length);
    }
}
