package io.replicationhub.localservers.oss;

import java.util.Optional;

/** A key pair that the server knows, with its token where it is temporary. */
public record OssAccount(String accessKey, String secretKey, Optional<String> token) {
    public static OssAccount of(String accessKey, String secretKey) {
        return new OssAccount(accessKey, secretKey, Optional.empty());
    }
}
