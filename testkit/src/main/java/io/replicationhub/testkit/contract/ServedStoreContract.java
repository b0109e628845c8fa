package io.replicationhub.testkit.contract;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.object.ObjectStore;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** The contract over a server that is started for it. A subclass says which, and what the server lacks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServedStoreContract extends ObjectStoreContract {
    private static final Credentials WHO = Credentials.of("contractkey", "contract-secret");
    private @Nullable RunningServer running;

    /** Starts the server, which lets in {@link #who}, or gives up with the reason why there is none to be had. */
    protected abstract BucketServer start() throws Exception;

    protected Credentials who() {
        return WHO;
    }

    /** How a bucket is called here. */
    protected String bucket(String name) {
        return name;
    }

    @BeforeAll
    final void startServer() throws Exception {
        running = RunningServer.of(start(), bucket("first"), bucket("second"), who());
    }

    @AfterAll
    final void stopServer() throws Exception {
        if (running != null) {
            running.close();
        }
    }

    @Override
    public final ObjectStore store() {
        return running().first();
    }

    @Override
    public final ObjectStore other() {
        return running().second();
    }

    @Override
    public final ObjectStore missingBucket() {
        return running().open(bucket("never-made"), who());
    }

    @Override
    public final ObjectStore wrongSecret() {
        Credentials wrong = Credentials.of(who().accessKey(), "another-secret");
        return running().open(bucket("first"), wrong);
    }

    private RunningServer running() {
        return Objects.requireNonNull(running);
    }
}
