package io.replicationhub.localservers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A page with a delimiter, made from pages without: keys that share what is before the delimiter behind the prefix
 * become one common prefix, which counts as one entry.
 */
final class GroupedListing {
    private final Function<ListObjectsV2Request, ListObjectsV2Response> flat;

    GroupedListing(Function<ListObjectsV2Request, ListObjectsV2Response> flat) {
        this.flat = flat;
    }

    ListObjectsV2Response list(ListObjectsV2Request request) {
        String prefix = request.prefix() == null ? "" : request.prefix();
        String delimiter = request.delimiter();
        int most = request.maxKeys() == null ? 1000 : request.maxKeys();
        String after = request.continuationToken() != null ? request.continuationToken() : request.startAfter();
        List<S3Object> objects = new ArrayList<>();
        List<CommonPrefix> groups = new ArrayList<>();
        String last = after;
        String from = after;
        while (true) {
            ListObjectsV2Response page = flat.apply(request.toBuilder()
                    .continuationToken(null)
                    .startAfter(from)
                    .maxKeys(1000)
                    .build());
            for (S3Object object : page.contents()) {
                String key = object.key();
                int end = key.indexOf(delimiter, prefix.length());
                String entry = end < 0 ? key : key.substring(0, end + delimiter.length());
                if (entry.equals(last) && end >= 0) {
                    continue;
                }
                if (objects.size() + groups.size() == most) {
                    return page(objects, groups, last);
                }
                if (end < 0) {
                    objects.add(object);
                } else {
                    groups.add(CommonPrefix.builder().prefix(entry).build());
                }
                last = entry;
            }
            if (page.nextContinuationToken() == null) {
                return page(objects, groups, null);
            }
            from = page.nextContinuationToken();
        }
    }

    private static ListObjectsV2Response page(
            List<S3Object> objects, List<CommonPrefix> groups, @Nullable String next) {
        return ListObjectsV2Response.builder()
                .contents(objects)
                .commonPrefixes(groups)
                .keyCount(objects.size() + groups.size())
                .isTruncated(next != null)
                .nextContinuationToken(next)
                .build();
    }
}
