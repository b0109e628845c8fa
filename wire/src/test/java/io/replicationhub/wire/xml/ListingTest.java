package io.replicationhub.wire.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListingTest {
    @Test
    void encodedKeysAreDecodedOnce() throws Exception {
        assertEquals("a b+c%41/ü", Listing.decode("a+b%2Bc%2541%2F%C3%BC"));
        assertEquals("\uFFFD of its own", Listing.decode("%EF%BF%BD+of%20its+own"));
        assertEquals("\uFFFD as it is+", Listing.decode("\uFFFD+as+it+is%2B"));
    }

    /** It would be asked for by another name, not be found, and count as deleted meanwhile. */
    @ParameterizedTest
    @ValueSource(strings = {"a%FF", "%C3", "a%ED%A0%80b", "%EF%BF%BD%FE", "\uFFFD%FE"})
    void aKeyThatIsNoTextIsNoKey(String encoded) {
        assertThrows(MalformedXmlException.class, () -> Listing.decode(encoded));
    }
}
