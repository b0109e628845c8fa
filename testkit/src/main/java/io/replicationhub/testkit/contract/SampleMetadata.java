package io.replicationhub.testkit.contract;

import io.replicationhub.object.ObjectMetadata;
import java.util.Map;
import java.util.Optional;

/** Metadata to try. */
final class SampleMetadata {
    private SampleMetadata() {}

    static ObjectMetadata ofType(String type) {
        return ObjectMetadata.NONE.withContentType(Optional.of(type));
    }

    static ObjectMetadata ofUser(Map<String, String> user) {
        ObjectMetadata metadata = ofType("text/plain");
        for (Map.Entry<String, String> pair : user.entrySet()) {
            metadata = metadata.withUser(pair.getKey(), pair.getValue());
        }
        return metadata;
    }

    static ObjectMetadata system() {
        return new ObjectMetadata(
                Optional.of("text/csv"),
                Optional.of("gzip"),
                Optional.of("de, en-GB"),
                Optional.of("attachment; filename=\"a  b.csv\"; filename*=UTF-8''a%20%C3%BC.csv"),
                Optional.of("public, max-age=31536000, immutable"),
                Optional.of("Thu, 01 Dec 2044 16:00:00 GMT"),
                Optional.empty(),
                Map.of("beside", "these"));
    }

    static ObjectMetadata expiring(String expires) {
        return new ObjectMetadata(
                Optional.of("text/plain"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(expires),
                Optional.empty(),
                Map.of());
    }

    static ObjectMetadata redirecting(String target) {
        return new ObjectMetadata(
                Optional.of("text/plain"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(target),
                Map.of());
    }
}
