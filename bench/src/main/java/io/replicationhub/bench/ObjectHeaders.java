package io.replicationhub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which headers of a request belong to the object, and how they are given back. */
final class ObjectHeaders {
    /** Kept as it came; answers have its number of tags instead. */
    static final String TAGS = "x-amz-tagging";

    private static final String REDIRECT = "x-amz-website-redirect-location";

    private static final int USER_LIMIT = 2 << 10;
    private static final Set<String> KEPT = Set.of(
            "content-type",
            "content-language",
            "content-disposition",
            "cache-control",
            "expires",
            REDIRECT,
            "x-amz-storage-class",
            TAGS,
            "x-amz-server-side-encryption",
            "x-amz-server-side-encryption-aws-kms-key-id");

    private ObjectHeaders() {}

    static String[] of(HttpRequest request) throws S3Error {
        String[] all = request.headers();
        List<String> kept = new ArrayList<>(8);
        int user = 0;
        boolean typed = false;
        for (int i = 0; i < all.length; i += 2) {
            String name = all[i];
            String value = all[i + 1];
            if (name.startsWith("x-amz-meta-")) {
                user += name.length() - "x-amz-meta-".length() + value.length();
            } else if (name.equals("content-encoding")) {
                value = withoutAwsChunked(value);
                if (value.isEmpty()) {
                    continue;
                }
            } else if (!KEPT.contains(name) || name.equals("x-amz-storage-class") && value.equals("STANDARD")) {
                continue;
            }
            typed |= name.equals("content-type");
            kept.add(name);
            kept.add(value);
        }
        if (user > USER_LIMIT) {
            throw new S3Error(
                    400, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size");
        }
        if (!typed) {
            kept.add("content-type");
            kept.add("binary/octet-stream");
        }
        return kept.toArray(String[]::new);
    }

    /** The tags of an object as they came: {@code a=1&b=2}, encoded. */
    static String tags(String[] headers) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals(TAGS)) {
                return headers[i + 1];
            }
        }
        return "";
    }

    /** The same headers with these tags and no others. */
    static String[] withTags(String[] headers, String tags) {
        List<String> others = new ArrayList<>(headers.length + 2);
        for (int i = 0; i < headers.length; i += 2) {
            if (!headers[i].equals(TAGS)) {
                others.add(headers[i]);
                others.add(headers[i + 1]);
            }
        }
        if (!tags.isEmpty()) {
            others.add(TAGS);
            others.add(tags);
        }
        return others.toArray(String[]::new);
    }

    static String[] withoutRedirect(String[] headers) {
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals(REDIRECT)) {
                List<String> others = new ArrayList<>(List.of(headers));
                others.subList(i, i + 2).clear();
                return others.toArray(String[]::new);
            }
        }
        return headers;
    }

    private static String withoutAwsChunked(String encoding) {
        List<String> rest = new ArrayList<>();
        for (String token : encoding.split(",", -1)) {
            if (!token.isBlank() && !token.trim().equals("aws-chunked")) {
                rest.add(token.trim());
            }
        }
        return String.join(",", rest);
    }
}
