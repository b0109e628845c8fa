package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.config.NativeCharset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandLineFaultsTest {
    private static final String[] SPOILT = {"plan", "s3://photos/\uFFFD\uFFFD", "s3://copy/"};

    @Test
    void anArgumentThatTheLocaleHasSpoiltIsNamedByItsPlace() {
        assertEquals(
                Optional.of("argument 2 has characters that are lost in this locale, whose charset is ANSI_X3.4-1968:"
                        + " set LC_ALL to one of UTF-8, such as C.UTF-8"),
                CommandLineFaults.lost(SPOILT, new NativeCharset("ANSI_X3.4-1968")));
        assertEquals(Optional.empty(), CommandLineFaults.lost(SPOILT, new NativeCharset("UTF-8")));
        assertEquals(
                Optional.empty(), CommandLineFaults.lost(new String[] {"plan"}, new NativeCharset("ANSI_X3.4-1968")));
    }
}
