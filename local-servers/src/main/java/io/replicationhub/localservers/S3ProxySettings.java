package io.replicationhub.localservers;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a local S3 server is to run.
 *
 * @param accessKey the only credentials it accepts
 * @param folder where objects are kept; in memory when empty
 * @param certificate what it presents when it speaks TLS; plain HTTP when empty
 * @param unknownHeaders what becomes of a request with headers of Amazon's that it does not know
 */
public record S3ProxySettings(
        AccessKey accessKey,
        Optional<Path> folder,
        Optional<SelfSignedCertificate> certificate,
        UnknownHeaders unknownHeaders) {

    /** Among them are session tokens, which it does not check either way. */
    public enum UnknownHeaders {
        REFUSED,
        IGNORED
    }

    /** Objects live in the heap of this process and are gone when the server is closed; plain HTTP. */
    public static S3ProxySettings inMemory(AccessKey accessKey) {
        return new S3ProxySettings(accessKey, Optional.empty(), Optional.empty(), UnknownHeaders.REFUSED);
    }

    /**
     * Keeps objects as files under an existing folder. Keys become paths there, so odd keys fare worse than in memory;
     * see docs/test-servers.md.
     */
    public S3ProxySettings storedIn(Path existingFolder) {
        return new S3ProxySettings(accessKey, Optional.of(existingFolder), certificate, unknownHeaders);
    }

    /** Speaks TLS only. */
    public S3ProxySettings presenting(SelfSignedCertificate shown) {
        return new S3ProxySettings(accessKey, folder, Optional.of(shown), unknownHeaders);
    }

    /** Takes requests with session tokens. */
    public S3ProxySettings ignoringUnknownHeaders() {
        return new S3ProxySettings(accessKey, folder, certificate, UnknownHeaders.IGNORED);
    }
}
