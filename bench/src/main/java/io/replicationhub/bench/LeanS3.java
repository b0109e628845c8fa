package io.replicationhub.bench;

import io.replicationhub.localservers.AccessKey;
import io.replicationhub.localservers.BucketOwner;
import io.replicationhub.localservers.LocalS3;
import io.replicationhub.localservers.LocalS3Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** The lean server as one of those that tests have started for them. */
public record LeanS3(LeanS3Server server, AccessKey key) implements LocalS3 {
    public static final LocalS3Kind KIND = LocalS3Kind.everywhere(LeanS3::start);

    private static LeanS3 start(AccessKey key) {
        try {
            return new LeanS3(LeanS3Server.start(key.id()), key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public URI endpoint() {
        return URI.create(server.endpoint());
    }

    @Override
    public void createBucket(String name) {
        new BucketOwner(endpoint(), key).createBucket(name);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
