package io.replicationhub.localservers.provider;

import io.replicationhub.localservers.provider.ProviderRules.ListingRules;
import io.replicationhub.localservers.provider.ProviderRules.Trait;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Lists a bucket as the service does. */
final class ListingDesk {
    private static final int PAGE = 1000;

    private final ProviderRules rules;

    ListingDesk(ProviderRules rules) {
        this.rules = rules;
    }

    Reply list(Depot bucket, Call call) throws Refusal {
        boolean second = rules.listing() == ListingRules.BOTH_PLAIN
                && call.parameter("list-type", "").equals("2");
        boolean encoded = rules.listing() == ListingRules.MARKER_ENCODED
                && call.parameter("encoding-type", "").equals("url");
        String prefix = call.parameter("prefix", "");
        String after = second ? start(call) : call.parameter("marker", "");
        int most = Math.min(PAGE, number(call.parameter("max-keys", "1000")));
        StringBuilder page = new StringBuilder("<ListBucketResult><Name>")
                .append(bucket.name)
                .append("</Name><Prefix>")
                .append(spelt(prefix, encoded))
                .append("</Prefix>")
                .append(encoded ? "<EncodingType>url</EncodingType>" : "")
                .append("<MaxKeys>")
                .append(most)
                .append("</MaxKeys>");
        if (!second) {
            page.append("<Marker>").append(spelt(after, encoded)).append("</Marker>");
        }
        int found = 0;
        String last = "";
        boolean more = false;
        String from = after.compareTo(prefix) < 0 ? prefix : after;
        for (Map.Entry<String, Kept> entry :
                bucket.objects.tailMap(from, !from.equals(after)).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (found == most) {
                more = true;
                break;
            }
            found++;
            last = entry.getKey();
            add(page, last, entry.getValue(), encoded);
        }
        page.append("<IsTruncated>").append(more).append("</IsTruncated>");
        if (more && second) {
            String token = Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.ISO_8859_1));
            page.append("<NextContinuationToken>").append(token).append("</NextContinuationToken>");
        } else if (more) {
            page.append("<NextMarker>").append(spelt(last, encoded)).append("</NextMarker>");
        }
        return Reply.document(200, page.append("</ListBucketResult>").toString());
    }

    private void add(StringBuilder page, String key, Kept object, boolean encoded) {
        page.append("<Contents><Key>")
                .append(spelt(key, encoded))
                .append("</Key><LastModified>")
                .append(object.time())
                .append("</LastModified><ETag>&quot;")
                .append(object.etag())
                .append("&quot;</ETag><Size>")
                .append(object.body().length)
                .append("</Size>");
        if (rules.has(Trait.CLASS_IN_LISTINGS)) {
            page.append("<StorageClass>").append(object.storageClass()).append("</StorageClass>");
        }
        page.append("</Contents>");
    }

    private static String start(Call call) throws Refusal {
        String token = call.parameter("continuation-token", "");
        try {
            return token.isEmpty()
                    ? call.parameter("start-after", "")
                    : new String(Base64.getUrlDecoder().decode(token), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            throw Refusal.argument("The continuation token provided is incorrect");
        }
    }

    static String spelt(String key, boolean encoded) {
        return encoded ? Call.encode(key) : Call.xml(key);
    }

    static int number(String text) throws Refusal {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw Refusal.argument("not a number: " + text);
        }
    }
}
