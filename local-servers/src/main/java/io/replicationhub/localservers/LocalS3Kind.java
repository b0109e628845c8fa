package io.replicationhub.localservers;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A kind of server that tests have started for them.
 *
 * @param absence why there can be none here; empty where there can
 * @param start starts one that lets in this key, and returns when it accepts requests
 */
public record LocalS3Kind(Supplier<Optional<String>> absence, Function<AccessKey, LocalS3> start) {
    public static final LocalS3Kind S3PROXY = everywhere(key -> S3ProxyServer.start(S3ProxySettings.inMemory(key)));

    public static final LocalS3Kind S3MOCK = new LocalS3Kind(S3MockServer::whyNot, key -> S3MockServer.start());

    public static final LocalS3Kind CEPH = new LocalS3Kind(CephServer::whyNot, CephServer::start);

    /** One that needs nothing but this JVM. */
    public static LocalS3Kind everywhere(Function<AccessKey, LocalS3> start) {
        return new LocalS3Kind(Optional::empty, start);
    }
}
