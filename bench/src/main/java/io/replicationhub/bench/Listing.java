package io.replicationhub.bench;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;

/** ListObjects, both versions, with prefix, delimiter, start, page size and key encoding. */
final class Listing {
    /** Above every byte of a key that is held one byte to a character. */
    private static final String ABOVE = "\u0100";

    private Listing() {}

    static void answer(String name, Bucket bucket, HttpRequest request, HttpOutput out) throws IOException, S3Error {
        ListQuery query = ListQuery.of(request);
        Bytes items = out.page();
        String last = "";
        int found = 0;
        boolean more = false;
        String prefix = query.prefix();
        Iterator<Map.Entry<String, StoredObject>> walk = bucket.objects
                .tailMap(query.from(), query.inclusive())
                .entrySet()
                .iterator();
        while (walk.hasNext()) {
            Map.Entry<String, StoredObject> entry = walk.next();
            String key = entry.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            int cut = query.delimiter().isEmpty() ? -1 : key.indexOf(query.delimiter(), prefix.length());
            String shown =
                    cut < 0 ? key : key.substring(0, cut + query.delimiter().length());
            if (cut >= 0 && shown.equals(query.after())) {
                walk = bucket.objects.tailMap(shown + ABOVE).entrySet().iterator();
                continue;
            }
            if (found == query.maxKeys()) {
                more = true;
                break;
            }
            found++;
            last = shown;
            if (cut < 0) {
                contents(items, key, entry.getValue(), query);
            } else {
                items.add("<CommonPrefixes><Prefix>");
                query.write(shown, items);
                items.add("</Prefix></CommonPrefixes>");
                walk = bucket.objects.tailMap(shown + ABOVE).entrySet().iterator();
            }
        }
        query.answer(name, items, found, more && found > 0 ? last : "", out);
    }

    private static void contents(Bytes to, String key, StoredObject object, ListQuery query) {
        to.add("<Contents><Key>");
        query.write(key, to);
        to.add("</Key><LastModified>").add(time(object.modified()));
        to.add("</LastModified><ETag>&quot;").add(Conditions.bare(object.etag()));
        to.add("&quot;</ETag><Size>").add(object.size());
        to.add("</Size><StorageClass>").add(storageClass(object)).add("</StorageClass></Contents>");
    }

    static String time(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z");
    }

    static String storageClass(StoredObject object) {
        String[] headers = object.headers();
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals("x-amz-storage-class")) {
                return headers[i + 1];
            }
        }
        return "STANDARD";
    }
}
