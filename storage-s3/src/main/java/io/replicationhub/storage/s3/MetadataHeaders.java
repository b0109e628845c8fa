package io.replicationhub.storage.s3;

import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.StorageException;
import io.replicationhub.profile.MetadataText;
import io.replicationhub.wire.ContentHeaders;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.AnswerHead;
import io.replicationhub.wire.text.HeaderText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An object's metadata as headers. */
final class MetadataHeaders {
    private static final String USER = "x-amz-meta-";
    private static final String REDIRECT = "x-amz-website-redirect-location";

    private MetadataHeaders() {}

    /**
     * Adds the headers to a request that makes an object.
     *
     * @throws StorageException.Rejected where a name or a value cannot be carried in a header
     */
    static void write(StoreRequest request, ObjectMetadata metadata, MetadataText spelling) throws StorageException {
        ContentHeaders.write(request, metadata);
        ContentHeaders.add(request, REDIRECT, metadata.websiteRedirect());
        for (Map.Entry<String, String> pair : metadata.user().entrySet()) {
            String name = USER + pair.getKey().toLowerCase(Locale.ROOT);
            boolean encoded = spelling == MetadataText.RFC_2047;
            checkName(request, name);
            ContentHeaders.add(
                    request, name, Optional.of(encoded ? EncodedWords.encode(pair.getValue()) : pair.getValue()));
        }
    }

    /** Reads the headers of an answer about an object, in one pass: it is done for each object. */
    static ObjectMetadata read(AnswerHead answer, S3Dialect dialect) {
        Reading reading = new Reading(dialect);
        answer.headers(reading);
        return reading.metadata();
    }

    /** A token of RFC 9110: anything else would break the request, or smuggle a header into it. */
    private static void checkName(StoreRequest request, String name) throws StorageException {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean token = c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
            if (!token) {
                throw ContentHeaders.rejected(request, "the name of a metadata pair cannot be a header's");
            }
        }
    }

    /** Takes the headers of one answer as they come. */
    private static final class Reading implements BiConsumer<String, String> {
        private final MetadataText spelling;
        private final @Nullable String nativePrefix;
        private final Map<String, String> user = new HashMap<>();
        private @Nullable Map<String, String> nativeUser;
        private final ContentHeaders content = new ContentHeaders();
        private @Nullable String redirect;

        Reading(S3Dialect dialect) {
            this.spelling = dialect.metadataText();
            this.nativePrefix = dialect.nativePrefix().equals(USER) ? null : dialect.nativePrefix();
        }

        @Override
        public void accept(String name, String value) {
            if (begins(name, USER)) {
                add(user, name.substring(USER.length()), value);
                return;
            }
            if (nativePrefix != null && begins(name, nativePrefix)) {
                nativeUser = nativeUser == null ? new HashMap<>() : nativeUser;
                add(nativeUser, name.substring(nativePrefix.length()), value);
                return;
            }
            if (name.equalsIgnoreCase(REDIRECT)) {
                redirect = redirect == null ? HeaderText.read(value) : redirect;
                return;
            }
            content.accept(name, value);
        }

        private void add(Map<String, String> pairs, String name, String value) {
            String text = HeaderText.read(value);
            pairs.merge(
                    name.toLowerCase(Locale.ROOT),
                    spelling == MetadataText.RFC_2047 ? EncodedWords.decode(text) : text,
                    (first, second) -> first + ',' + second);
        }

        private static boolean begins(String name, String prefix) {
            return name.regionMatches(true, 0, prefix, 0, prefix.length());
        }

        ObjectMetadata metadata() {
            if (nativeUser != null) {
                // One pair may come by both names.
                nativeUser.forEach(user::putIfAbsent);
            }
            return content.with(Optional.ofNullable(redirect), user);
        }
    }
}
