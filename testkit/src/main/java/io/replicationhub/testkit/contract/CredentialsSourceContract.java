package io.replicationhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.replicationhub.credentials.Credentials;
import io.replicationhub.credentials.CredentialsSource;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every promise of {@link CredentialsSource} as a test. All secrets and tokens of an implementation have {@link #CANARY} in them. */
@Timeout(60)
public abstract class CredentialsSourceContract {
    /** What must be seen nowhere. */
    protected static final String CANARY = "canary";

    private static final int THREADS = 32;

    /** A source of which nothing has been asked yet, over what {@link #put} put there. */
    protected abstract CredentialsSource source() throws Exception;

    /** Puts credentials there, in the place of others; answers them as the source will give them, where that is known. */
    protected abstract Credentials put(String accessKey, String secret) throws Exception;

    /** Takes them away, so that there are none. */
    protected abstract void takeAway() throws Exception;

    /** Whether the source looks again when it is told that a store refused them. */
    protected boolean looksAgain() {
        return true;
    }

    @Test
    void whatIsThereIsGiven() throws Exception {
        Credentials there = put("first", "canary-1");
        assertEquals(there.accessKey(), source().current().accessKey());
        assertEquals(there.secretKey(), source().current().secretKey());
    }

    @Test
    void itIsGivenFromMemoryUntilSomebodyRefusesIt() throws Exception {
        put("first", "canary-1");
        CredentialsSource source = source();
        Credentials first = source.current();
        put("second", "canary-2");
        assertEquals(first, source.current());
    }

    @Test
    void aRefusalBringsWhatIsThereNow() throws Exception {
        put("first", "canary-1");
        CredentialsSource source = source();
        Credentials first = source.current();
        Credentials second = put("second", "canary-2");
        source.expired(first);
        assertEquals(
                (looksAgain() ? second : first).accessKey(), source.current().accessKey());
    }

    @Test
    void aRefusalOfWhatIsNoLongerGivenChangesNothing() throws Exception {
        assumeTrue(looksAgain(), "keys that are fixed are never looked up again");
        put("first", "canary-1");
        CredentialsSource source = source();
        Credentials first = source.current();
        put("second", "canary-2");
        source.expired(first);
        Credentials second = source.current();
        put("third", "canary-3");
        source.expired(first);
        assertEquals(second, source.current());
    }

    @Test
    void whereThereAreNoneThatIsDeniedForAllThatIsAskedWithThem() throws Exception {
        assumeTrue(looksAgain(), "keys that are fixed are never looked up again");
        put("first", "canary-1");
        takeAway();
        assertDenied(source());
    }

    @Test
    void whatIsRefusedAndGoneIsNotGivenAgain() throws Exception {
        assumeTrue(looksAgain(), "keys that are fixed are never looked up again");
        put("first", "canary-1");
        CredentialsSource source = source();
        Credentials first = source.current();
        takeAway();
        assertEquals(first, source.current());
        source.expired(first);
        assertDenied(source);
        Credentials back = put("second", "canary-2");
        assertEquals(back.accessKey(), source.current().accessKey());
    }

    @Test
    void allThreadsGetTheSame() throws Exception {
        put("first", "canary-1");
        CredentialsSource source = source();
        assertEquals(1, byManyThreads(source::current).size());
        Credentials first = source.current();
        put("second", "canary-2");
        Set<Credentials> renewed = byManyThreads(() -> {
            source.expired(first);
            return source.current();
        });
        assertEquals(1, renewed.size());
    }

    @Test
    void itsNameShowsNoSecret() throws Exception {
        put("first", "canary-1");
        CredentialsSource source = source();
        assertFalse((source + " " + source.current() + " " + source.place()).contains(CANARY));
    }

    private static void assertDenied(CredentialsSource source) {
        StorageException denied = assertThrows(StorageException.Denied.class, source::current);
        assertEquals(FailureScope.CREDENTIALS, denied.scope());
        StringWriter trace = new StringWriter();
        denied.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains(CANARY), trace.toString());
    }

    private static Set<Credentials> byManyThreads(Callable<Credentials> asking) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Credentials>> answers = threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> asking).toList());
            Set<Credentials> given = new HashSet<>();
            for (Future<Credentials> answer : answers) {
                given.add(answer.get());
            }
            return given;
        }
    }
}
