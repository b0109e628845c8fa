package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** An MD5 costs a second of a processor for each gibibyte, and a SHA-256 half of one: more than all the rest of a copy. */
@Isolated("what it counts with is the whole process's")
class HashingTest {
    private static final int MIB = 1 << 20;
    private static final List<String> HASHES = List.of("MD5", "SHA-1", "SHA-256");
    /** For signatures of some dozen requests, and for parts' ETags. */
    private static final long OTHER_BYTES = MIB / 4;

    @TempDir
    Path folder;

    private final AtomicLong hashed = new AtomicLong();
    private final Provider counting = new Counting(hashed);

    @BeforeEach
    void count() {
        Security.insertProviderAt(counting, 1);
    }

    @AfterEach
    void countNoMore() {
        Security.removeProvider(counting.getName());
    }

    @Test
    void nothingOfABodyIsHashedOnItsWay() throws Exception {
        try (Scene scene = Scene.in(folder)) {
            scene.put("held", MIB / 3);
            scene.put("passed on", MIB);
            scene.put("in parts", 20 * MIB);
            scene.replicate().ended(0);
            for (String hash : HASHES) {
                assertEquals(counting, MessageDigest.getInstance(hash).getProvider(), "nothing else was asked for one");
            }
            assertTrue(hashed.get() > 0, "requests are signed");
            assertTrue(hashed.get() < OTHER_BYTES, () -> hashed + " bytes were hashed");
            assertEquals(Scene.contents(scene.source), Scene.contents(scene.destination));
        }
    }

    /** The usual hashes, counted where a copy is under way on the thread; the servers' own are not. */
    private static final class Counting extends Provider {
        private static final long serialVersionUID = 1L;

        Counting(AtomicLong hashed) {
            super("Counting", "1", "counts what is hashed");
            for (String hash : HASHES) {
                putService(new Service(this, "MessageDigest", hash, CountedHash.class.getName(), null, null) {
                    @Override
                    public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
                        return new CountedHash(hash, hashed);
                    }
                });
            }
        }
    }

    private static final class CountedHash extends MessageDigestSpi {
        private final MessageDigest real;
        private final AtomicLong hashed;

        CountedHash(String name, AtomicLong hashed) throws NoSuchAlgorithmException {
            try {
                this.real = MessageDigest.getInstance(name, "SUN");
            } catch (NoSuchProviderException e) {
                throw new NoSuchAlgorithmException(e);
            }
            this.hashed = hashed;
        }

        @Override
        protected void engineUpdate(byte input) {
            count(1);
            real.update(input);
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int length) {
            count(length);
            real.update(input, offset, length);
        }

        @Override
        protected byte[] engineDigest() {
            return real.digest();
        }

        @Override
        protected int engineDigest(byte[] into, int offset, int length) throws DigestException {
            return real.digest(into, offset, length);
        }

        @Override
        protected int engineGetDigestLength() {
            return real.getDigestLength();
        }

        @Override
        protected void engineReset() {
            real.reset();
        }

        private void count(int bytes) {
            boolean copying = StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().startsWith("io.replicationhub.transfer.")));
            if (copying) {
                hashed.addAndGet(bytes);
            }
        }
    }
}
