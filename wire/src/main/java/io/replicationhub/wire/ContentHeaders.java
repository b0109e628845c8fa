package io.replicationhub.wire;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectMetadata;
import io.replicationhub.object.ObjectTrait;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.text.HeaderText;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The headers by which HTTP says what the bytes are, and how to use them: all stores keep these, by the same names. An
 * instance takes those of one answer as they come; not thread-safe.
 */
public final class ContentHeaders {
    /** In the order of {@link ObjectMetadata}'s components. */
    private static final String[] NAMES = {
        "content-type", "content-encoding", "content-language", "content-disposition", "cache-control", "expires"
    };

    private final @Nullable String[] values = new @Nullable String[NAMES.length];

    /**
     * Adds them to a request that makes an object.
     *
     * @throws StorageException.Rejected where a value cannot be carried in a header
     */
    public static void write(StoreRequest request, ObjectMetadata metadata) throws StorageException {
        add(request, NAMES[0], metadata.contentType());
        add(request, NAMES[1], metadata.contentEncoding());
        add(request, NAMES[2], metadata.contentLanguage());
        add(request, NAMES[3], metadata.contentDisposition());
        add(request, NAMES[4], metadata.cacheControl());
        add(request, NAMES[5], metadata.expires());
    }

    /**
     * Adds one header more of an object's metadata, where there is a value.
     *
     * @throws StorageException.Rejected where the value cannot be carried in a header
     */
    public static void add(StoreRequest request, String name, Optional<String> value) throws StorageException {
        if (value.isEmpty()) {
            return;
        }
        @Nullable String fault = HeaderText.fault(value.get());
        if (fault != null) {
            throw rejected(request, "the value of " + name + ' ' + fault);
        }
        request.header(name, value.get());
    }

    /** That the object's metadata cannot be written so. */
    public static StorageException rejected(StoreRequest request, String why) {
        return new StorageException.Rejected(
                FailureScope.OBJECT, ObjectTrait.USER_METADATA, request.asked() + ": " + why, null);
    }

    /** Takes a header, where it is one of these; of one that comes twice, the first. */
    public void accept(String name, String value) {
        for (int i = 0; i < NAMES.length; i++) {
            if (name.equalsIgnoreCase(NAMES[i])) {
                values[i] = values[i] == null ? HeaderText.read(value) : values[i];
                return;
            }
        }
    }

    /** With what came, and what else the answer told. */
    public ObjectMetadata with(Optional<String> websiteRedirect, Map<String, String> user) {
        return new ObjectMetadata(
                Optional.ofNullable(values[0]),
                Optional.ofNullable(values[1]),
                Optional.ofNullable(values[2]),
                Optional.ofNullable(values[3]),
                Optional.ofNullable(values[4]),
                Optional.ofNullable(values[5]),
                websiteRedirect,
                user);
    }
}
