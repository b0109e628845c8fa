package io.replicationhub.wire.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ErrorTextTest {
    @Test
    void whatIsCutEndsWithAWholeCharacter() {
        String before = "x".repeat(599);
        assertEquals(before + '\u2026', ErrorText.of(before + "\uD83D\uDE00 and more"));
        assertEquals(before + "y\u2026", ErrorText.of(before + "yz"));
        assertEquals(before + 'y', ErrorText.of(before + "y\n"));
    }
}
