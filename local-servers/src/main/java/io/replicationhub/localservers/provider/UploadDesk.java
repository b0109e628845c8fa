package io.replicationhub.localservers.provider;

import io.replicationhub.localservers.provider.Depot.Upload;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads in parts as the service does them. */
final class UploadDesk {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("<PartNumber>(\\d+)</PartNumber>");
    private static final Pattern ETAG = Pattern.compile("<ETag>(?:\"|&quot;)?([^\"&<]*)(?:\"|&quot;)?</ETag>");

    private final ProviderRules rules;
    private final ObjectDesk objects;
    private final InstantSource clock;

    UploadDesk(ProviderRules rules, ObjectDesk objects, InstantSource clock) {
        this.rules = rules;
        this.objects = objects;
        this.clock = clock;
    }

    Reply create(Depot bucket, String key, Call call) throws Refusal {
        Upload upload = bucket.begin(key, clock.instant(), objects.storageClass(call), objects.headers(call));
        return Reply.document(
                200,
                "<InitiateMultipartUploadResult><Bucket>" + bucket.name + "</Bucket><Key>" + Call.xml(key)
                        + "</Key><UploadId>" + upload.id() + "</UploadId></InitiateMultipartUploadResult>");
    }

    Reply part(Depot bucket, String key, Call call) throws Refusal {
        Upload upload = bucket.upload(call.parameter("uploadId", ""), key);
        int number = ListingDesk.number(call.parameter("partNumber", ""));
        if (number < 1 || number > 10_000) {
            throw Refusal.argument("Part number must be an integer between 1 and 10000, inclusive");
        }
        boolean copied = !call.header("x-amz-copy-source").isEmpty();
        Kept part = copied ? slice(call) : objects.taken(call);
        if (part.body().length > rules.maxPartBytes()) {
            throw new Refusal(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed part size");
        }
        synchronized (upload) {
            upload.parts().put(number, part);
        }
        return copied
                ? Reply.document(
                        200,
                        "<CopyPartResult><ETag>\"" + part.etag() + "\"</ETag><LastModified>" + part.time()
                                + "</LastModified></CopyPartResult>")
                : Reply.of(200).header("ETag", '"' + part.etag() + '"');
    }

    private Kept slice(Call call) throws Refusal {
        Kept from = objects.source(call);
        Matcher range = RANGE.matcher(call.header("x-amz-copy-source-range"));
        if (!range.matches() || Long.parseLong(range.group(2)) >= from.body().length) {
            throw Refusal.argument("x-amz-copy-source-range");
        }
        byte[] bytes = java.util.Arrays.copyOfRange(
                from.body(), Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)) + 1);
        return objects.taken(new Call("PUT", "", "", Map.of(), Map.of(), bytes));
    }

    Reply parts(Depot bucket, String key, Call call) throws Refusal {
        Upload upload = bucket.upload(call.parameter("uploadId", ""), key);
        int after = ListingDesk.number(call.parameter("part-number-marker", "0"));
        int most = Math.min(1000, ListingDesk.number(call.parameter("max-parts", "1000")));
        StringBuilder page = new StringBuilder("<ListPartsResult><UploadId>" + upload.id() + "</UploadId>");
        int found = 0;
        int last = after;
        boolean more = false;
        synchronized (upload) {
            for (Map.Entry<Integer, Kept> entry :
                    upload.parts().tailMap(after + 1).entrySet()) {
                if (found == most) {
                    more = true;
                    break;
                }
                found++;
                last = entry.getKey();
                page.append("<Part><PartNumber>")
                        .append(last)
                        .append("</PartNumber><LastModified>")
                        .append(entry.getValue().time())
                        .append("</LastModified><ETag>\"")
                        .append(entry.getValue().etag())
                        .append("\"</ETag><Size>")
                        .append(entry.getValue().body().length)
                        .append("</Size></Part>");
            }
        }
        page.append("<NextPartNumberMarker>").append(last).append("</NextPartNumberMarker><IsTruncated>");
        return Reply.document(
                200,
                page.append(more).append("</IsTruncated></ListPartsResult>").toString());
    }

    Reply complete(Depot bucket, String key, Call call) throws Refusal {
        Upload upload = bucket.upload(call.parameter("uploadId", ""), key);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int count = 0;
        int before = 0;
        int size = -1;
        synchronized (upload) {
            Matcher parts = PART.matcher(new String(call.body(), StandardCharsets.UTF_8));
            while (parts.find()) {
                Matcher number = NUMBER.matcher(parts.group(1));
                Matcher etag = ETAG.matcher(parts.group(1));
                if (!number.find() || !etag.find()) {
                    throw new Refusal(400, "MalformedXML", "The XML you provided was not well-formed");
                }
                int at = Integer.parseInt(number.group(1));
                Kept part = upload.parts().get(at);
                if (part == null || !part.etag().equals(etag.group(1))) {
                    throw new Refusal(400, "InvalidPart", "One or more of the specified parts could not be found.");
                }
                if (at <= before) {
                    throw new Refusal(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
                }
                if (size >= 0 && size < rules.minPartBytes()) {
                    throw new Refusal(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum size");
                }
                before = at;
                size = part.body().length;
                whole.writeBytes(part.body());
                count++;
            }
            if (count == 0) {
                throw new Refusal(400, "MalformedXML", "The XML you provided was not well-formed");
            }
            if (!bucket.uploads.remove(upload.id(), upload)) {
                throw Refusal.noSuchUpload();
            }
        }
        // Looks like the MD5 of MD5s and is none.
        byte[] tag = SignatureCheck.Digest.of("MD5", (upload.id() + key).getBytes(StandardCharsets.ISO_8859_1));
        Kept object = new Kept(
                whole.toByteArray(),
                HexFormat.of().formatHex(tag) + '-' + count,
                clock.instant(),
                upload.storageClass(),
                upload.headers());
        bucket.objects.put(key, object);
        return Reply.document(
                200,
                "<CompleteMultipartUploadResult><Bucket>" + bucket.name + "</Bucket><Key>" + Call.xml(key)
                        + "</Key><ETag>\"" + object.etag() + "\"</ETag></CompleteMultipartUploadResult>");
    }

    Reply abort(Depot bucket, String key, Call call) throws Refusal {
        Upload upload = bucket.upload(call.parameter("uploadId", ""), key);
        bucket.uploads.remove(upload.id());
        return Reply.of(204);
    }

    /** By key and then by id, restricted to a prefix; in one page. */
    Reply open(Depot bucket, Call call) {
        String prefix = call.parameter("prefix", "");
        boolean encoded = rules.listing() == ProviderRules.ListingRules.MARKER_ENCODED
                && call.parameter("encoding-type", "").equals("url");
        TreeMap<String, Upload> sorted = new TreeMap<>();
        bucket.uploads.values().forEach(upload -> sorted.put(upload.key() + '\0' + upload.id(), upload));
        StringBuilder page = new StringBuilder("<ListMultipartUploadsResult><Bucket>" + bucket.name + "</Bucket>"
                + (encoded ? "<EncodingType>url</EncodingType>" : ""));
        for (Upload upload : sorted.values()) {
            if (upload.key().startsWith(prefix)) {
                page.append("<Upload><Key>")
                        .append(ListingDesk.spelt(upload.key(), encoded))
                        .append("</Key><UploadId>")
                        .append(upload.id())
                        .append("</UploadId><Initiated>")
                        .append(upload.begun())
                        .append("</Initiated></Upload>");
            }
        }
        return Reply.document(
                200,
                page.append("<IsTruncated>false</IsTruncated></ListMultipartUploadsResult>")
                        .toString());
    }
}
