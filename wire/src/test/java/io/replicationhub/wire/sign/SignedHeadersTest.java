package io.replicationhub.wire.sign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class SignedHeadersTest {
    /** HTTP knows two kinds of white space. What else there is goes over the wire, and is signed, as text. */
    @Test
    void whatIsWhiteSpaceForPeopleAloneStays() {
        SignedHeaders headers = new SignedHeaders();
        headers.add("x-oss-meta-b", "\u3000标题\u3000");
        headers.add("x-oss-meta-a", " \tplain  text\t ");
        StringBuilder unfolded = new StringBuilder();
        headers.appendUnfoldedLines(unfolded);
        assertEquals("x-oss-meta-a:plain  text\nx-oss-meta-b:\u3000标题\u3000\n", unfolded.toString());
        StringBuilder folded = new StringBuilder();
        headers.appendLines(folded);
        assertEquals("x-oss-meta-a:plain text\nx-oss-meta-b:\u3000标题\u3000\n", folded.toString());
    }
}
