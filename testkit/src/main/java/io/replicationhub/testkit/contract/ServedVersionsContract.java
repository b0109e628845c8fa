package io.replicationhub.testkit.contract;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.ObjectStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract of versions over a server that is started for it. A subclass says which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServedVersionsContract extends ObjectVersionsContract {
    private @Nullable RunningServer running;

    /** Starts the server, which lets in {@link #who}, or gives up with the reason why there is none to be had. */
    protected abstract BucketServer start() throws Exception;

    /** Has a bucket keep versions from now on. */
    protected abstract void keepVersions(String bucket) throws Exception;

    protected static Credentials who() {
        return Credentials.of("contractkey", "contract-secret");
    }

    @BeforeAll
    final void startServer() throws Exception {
        running = RunningServer.of(start(), "versioned", "plain", who());
        keepVersions("versioned");
    }

    @AfterAll
    final void stopServer() throws Exception {
        if (running != null) {
            running.close();
        }
    }

    @Override
    protected final ObjectStore store() {
        return running().first();
    }

    @Override
    protected final ObjectStore unversioned() {
        return running().second();
    }

    @Override
    protected final ObjectStore missing() {
        return running().open("never-made", who());
    }

    private RunningServer running() {
        return Objects.requireNonNull(running);
    }
}
