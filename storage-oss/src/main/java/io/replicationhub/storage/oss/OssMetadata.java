package io.replicationhub.storage.oss;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.http.AnswerHead;
import io.replicationhub.wire.text.HeaderText;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An object's metadata as headers. Source: OSS documentation, "PutObject" and "Manage object metadata". Values go as
 * UTF-8: OSS does not say what it does to those beyond ASCII.
 */
final class OssMetadata {
    private static final String USER = "x-oss-meta-";
    /** In the order of {@link ObjectMetadata}'s components. */
    private static final String[] SYSTEM = {
        "content-type", "content-encoding", "content-language", "content-disposition", "cache-control", "expires"
    };

    private OssMetadata() {}

    /**
     * Adds the headers to a request that makes an object.
     *
     * @throws StorageException.Rejected where OSS would not keep one
     */
    static void write(StoreRequest request, ObjectMetadata metadata) throws StorageException {
        add(request, SYSTEM[0], metadata.contentType());
        add(request, SYSTEM[1], metadata.contentEncoding());
        add(request, SYSTEM[2], metadata.contentLanguage());
        add(request, SYSTEM[3], metadata.contentDisposition());
        add(request, SYSTEM[4], metadata.cacheControl());
        add(request, SYSTEM[5], metadata.expires());
        if (metadata.websiteRedirect().isPresent()) {
            throw rejected(request, "OSS has no redirects of single objects");
        }
        for (Map.Entry<String, String> pair : metadata.user().entrySet()) {
            String name = pair.getKey().toLowerCase(Locale.ROOT);
            if (!isAllowed(name)) {
                // EC 0011-00000004 of OSS's documentation.
                throw rejected(request, "the name of a metadata pair has more than letters, digits and hyphens");
            }
            add(request, USER + name, Optional.of(pair.getValue()));
        }
    }

    /** Reads the headers of an answer about an object, in one pass: it is done for each object. */
    static ObjectMetadata read(AnswerHead answer) {
        Reading reading = new Reading();
        answer.headers(reading);
        return reading.metadata();
    }

    private static void add(StoreRequest request, String name, Optional<String> value) throws StorageException {
        if (value.isEmpty()) {
            return;
        }
        String fault = HeaderText.fault(value.get());
        if (fault != null) {
            throw rejected(request, "the value of " + name + ' ' + fault);
        }
        request.header(name, value.get());
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

    private static StorageException rejected(StoreRequest request, String why) {
        return new StorageException.Rejected(
                FailureScope.OBJECT, ObjectTrait.USER_METADATA, request.asked() + ": " + why, null);
    }

    /** Takes the headers of one answer as they come. */
    private static final class Reading implements BiConsumer<String, String> {
        private final Map<String, String> user = new HashMap<>();
        private final @Nullable String[] system = new @Nullable String[SYSTEM.length];

        @Override
        public void accept(String name, String value) {
            if (name.regionMatches(true, 0, USER, 0, USER.length())) {
                user.merge(
                        name.substring(USER.length()).toLowerCase(Locale.ROOT),
                        HeaderText.read(value),
                        (first, second) -> first + ',' + second);
                return;
            }
            for (int i = 0; i < SYSTEM.length; i++) {
                if (name.equalsIgnoreCase(SYSTEM[i])) {
                    system[i] = system[i] == null ? HeaderText.read(value) : system[i];
                    return;
                }
            }
        }

        ObjectMetadata metadata() {
            return new ObjectMetadata(
                    Optional.ofNullable(system[0]),
                    Optional.ofNullable(system[1]),
                    Optional.ofNullable(system[2]),
                    Optional.ofNullable(system[3]),
                    Optional.ofNullable(system[4]),
                    Optional.ofNullable(system[5]),
                    Optional.empty(),
                    user);
        }
    }
}
