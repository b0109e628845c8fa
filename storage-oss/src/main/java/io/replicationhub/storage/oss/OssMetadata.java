package io.replicationhub.storage.oss;

import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.ContentHeaders;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.AnswerHead;
import io.replicationhub.wire.text.HeaderText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An object's metadata as headers. Source: OSS documentation, "PutObject" and "Manage object metadata". Values go as
 * UTF-8: OSS does not say what it does to those beyond ASCII.
 */
final class OssMetadata {
    private static final String USER = "x-oss-meta-";

    private OssMetadata() {}

    /**
     * Adds the headers to a request that makes an object.
     *
     * @throws StorageException.Rejected where OSS would not keep one
     */
    static void write(StoreRequest request, ObjectMetadata metadata) throws StorageException {
        ContentHeaders.write(request, metadata);
        if (metadata.websiteRedirect().isPresent()) {
            throw ContentHeaders.rejected(request, "OSS has no redirects of single objects");
        }
        for (Map.Entry<String, String> pair : metadata.user().entrySet()) {
            String name = pair.getKey().toLowerCase(Locale.ROOT);
            if (!isAllowed(name)) {
                // EC 0011-00000004 of OSS's documentation.
                throw ContentHeaders.rejected(
                        request, "the name of a metadata pair has more than letters, digits and hyphens");
            }
            ContentHeaders.add(request, USER + name, Optional.of(pair.getValue()));
        }
    }

    /** Reads the headers of an answer about an object, in one pass: it is done for each object. */
    static ObjectMetadata read(AnswerHead answer) {
        Reading reading = new Reading();
        answer.headers(reading);
        return reading.metadata();
    }

    private static boolean isAllowed(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** Takes the headers of one answer as they come. */
    private static final class Reading implements BiConsumer<String, String> {
        private final Map<String, String> user = new HashMap<>();
        private final ContentHeaders content = new ContentHeaders();

        @Override
        public void accept(String name, String value) {
            if (name.regionMatches(true, 0, USER, 0, USER.length())) {
                user.merge(
                        name.substring(USER.length()).toLowerCase(Locale.ROOT),
                        HeaderText.read(value),
                        (first, second) -> first + ',' + second);
            } else {
                content.accept(name, value);
            }
        }

        ObjectMetadata metadata() {
            return content.with(Optional.empty(), user);
        }
    }
}
