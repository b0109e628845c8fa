package io.replicationhub.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** A round with one wrong object is a wrong round. */
final class VerificationTest {
    private static final List<String> EXPECTED = List.of("a\t1\tff\te1\tt=x;", "b\t2\tee\te2\tt=x;");

    @Test
    void equalObjectsAreRightWhateverTheirEtags() {
        List<String> found = List.of("a\t1\tff\tother-1\tt=x;", "b\t2\tee\te2\tt=x;");
        assertEquals(new Verification("", true), Verification.of(EXPECTED, found));
    }

    @Test
    void lostMetadataIsSeenButDoesNotMakeContentWrong() {
        List<String> found = List.of("a\t1\tff\te1\tt=y;", "b\t2\tee\te2\tt=x;");
        assertEquals(new Verification("", false), Verification.of(EXPECTED, found));
    }

    @Test
    void aCopyMayBearMoreThanItsSource() {
        List<String> found = List.of("a\t1\tff\te1\tfrom=e0;t=x;", "b\t2\tee\te2\tt=x;u=y;");
        assertEquals(new Verification("", true), Verification.of(EXPECTED, found));
    }

    @Test
    void aMissingObjectAnotherSizeOrAnotherContentIsWrong() {
        for (List<String> found : List.of(
                List.of("a\t1\tff\te1\tt=x;"),
                List.of("a\t1\tff\te1\tt=x;", "c\t2\tee\te2\tt=x;"),
                List.of("a\t3\tff\te1\tt=x;", "b\t2\tee\te2\tt=x;"),
                List.of("a\t1\tfe\te1\tt=x;", "b\t2\tee\te2\tt=x;"))) {
            assertFalse(Verification.of(EXPECTED, found).problem().isEmpty(), found::toString);
        }
    }

    @Test
    void withoutACrcTheEtagDecides() {
        List<String> expected = List.of("a\t1\t-\te1\t");
        assertEquals("", Verification.of(expected, List.of("a\t1\t-\te1\t")).problem());
        assertFalse(
                Verification.of(expected, List.of("a\t1\t-\te2\t")).problem().isEmpty());
    }

    @Test
    void theCrcsOfPiecesMakeTheCrcOfTheWhole() {
        long seed = 42;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            byte[] whole = new byte[random.nextInt(10_000)];
            random.nextBytes(whole);
            int cut = whole.length == 0 ? 0 : random.nextInt(whole.length + 1);
            int combined =
                    Crc32cCombination.of(crc(whole, 0, cut), crc(whole, cut, whole.length - cut), whole.length - cut);
            int from = cut;
            assertEquals(crc(whole, 0, whole.length), combined, () -> "seed " + seed + ", cut " + from);
        }
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
