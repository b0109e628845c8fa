package io.replicationhub.object;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What travels with a body: the system headers that a store keeps and the user's own pairs.
 *
 * <p>Values are Unicode text exactly as the owner set them: an adapter undoes what its store does to them in transit
 * (RFC 2047 on S3) and does it again on the way in. Nothing here is parsed: an {@code Expires} that is no date is
 * carried as it is.
 *
 * @param user names in lower case, without the store's header prefix
 */
public record ObjectMetadata(
        Optional<String> contentType,
        Optional<String> contentEncoding,
        Optional<String> contentLanguage,
        Optional<String> contentDisposition,
        Optional<String> cacheControl,
        Optional<String> expires,
        Optional<String> websiteRedirect,
        Map<String, String> user) {

    /** Under this name an object remembers the ETag of the source it was copied from, where its own cannot equal it. */
    public static final String SOURCE_ETAG = "drh-source-etag";

    /** Under this name a version remembers which version of the source it is a copy of. */
    public static final String SOURCE_VERSION = "drh-source-version";

    public static final ObjectMetadata NONE = new ObjectMetadata(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    public ObjectMetadata {
        user = Map.copyOf(user);
    }

    /** The same with one user pair set or replaced. */
    public ObjectMetadata withUser(String name, String value) {
        Map<String, String> pairs = new HashMap<>(user);
        pairs.put(name, value);
        return withUser(pairs);
    }

    /** The same without one user pair. */
    public ObjectMetadata withoutUser(String name) {
        if (!user.containsKey(name)) {
            return this;
        }
        Map<String, String> pairs = new HashMap<>(user);
        pairs.remove(name);
        return withUser(pairs);
    }

    public ObjectMetadata withContentType(Optional<String> type) {
        return new ObjectMetadata(
                type,
                contentEncoding,
                contentLanguage,
                contentDisposition,
                cacheControl,
                expires,
                websiteRedirect,
                user);
    }

    public ObjectMetadata withoutRedirect() {
        return new ObjectMetadata(
                contentType,
                contentEncoding,
                contentLanguage,
                contentDisposition,
                cacheControl,
                expires,
                Optional.empty(),
                user);
    }

    /** The same with these user pairs and no others. */
    public ObjectMetadata withUser(Map<String, String> pairs) {
        return new ObjectMetadata(
                contentType,
                contentEncoding,
                contentLanguage,
                contentDisposition,
                cacheControl,
                expires,
                websiteRedirect,
                pairs);
    }
}
