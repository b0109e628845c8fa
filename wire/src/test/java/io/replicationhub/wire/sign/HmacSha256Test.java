package io.replicationhub.wire.sign;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HmacSha256Test {
    private final MessageDigest sha256 = digest();

    /** RFC 4231, test cases 1, 2, 6 and 7. */
    @Test
    void theExamplesOfTheStandardComeOut() {
        byte[] twenty = new byte[20];
        Arrays.fill(twenty, (byte) 0x0b);
        byte[] longKey = new byte[131];
        Arrays.fill(longKey, (byte) 0xaa);
        assertEquals("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7", hmac(twenty, "Hi There"));
        assertEquals(
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
                hmac("Jefe".getBytes(StandardCharsets.US_ASCII), "what do ya want for nothing?"));
        assertEquals(
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
                hmac(longKey, "Test Using Larger Than Block-Size Key - Hash Key First"));
        assertEquals(
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2",
                hmac(
                        longKey,
                        "This is a test using a larger than block-size key and a larger than block-size data. The key"
                                + " needs to be hashed before being used by the HMAC algorithm."));
    }

    @Test
    void itIsWhatTheJdkMakesOfAnyKeyAndText() throws GeneralSecurityException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Mac jdk = Mac.getInstance("HmacSHA256");
        for (int i = 0; i < 500; i++) {
            byte[] key = new byte[1 + random.nextInt(200)];
            byte[] text = new byte[random.nextInt(300)];
            random.nextBytes(key);
            random.nextBytes(text);
            jdk.init(new SecretKeySpec(key, "HmacSHA256"));
            assertArrayEquals(jdk.doFinal(text), new HmacSha256(key, sha256).of(text, sha256), "seed " + seed);
        }
    }

    private String hmac(byte[] key, String text) {
        return HexFormat.of()
                .formatHex(new HmacSha256(key, sha256).of(text.getBytes(StandardCharsets.US_ASCII), sha256));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
