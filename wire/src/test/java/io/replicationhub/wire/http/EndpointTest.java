package io.replicationhub.wire.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no endpoint is said, without what may be a password in it. */
final class EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://user:canary@host",
                "user:canary@host",
                "http://user:canary@of_no_name",
                "http://user:canary@:80",
                "http://user:canary@host",
                "//user:canary@host"
            })
    void aPasswordIsNotRepeated(String address) {
        URI uri = URI.create(address);
        String message = assertThrows(IllegalArgumentException.class, () -> Endpoint.of(uri))
                .getMessage();
        assertFalse(message.contains("canary"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host", "http://of_no_name", "host"})
    void whatIsNoneIsShown(String address) {
        URI uri = URI.create(address);
        String message = assertThrows(IllegalArgumentException.class, () -> Endpoint.of(uri))
                .getMessage();
        assertTrue(message.endsWith(address), message);
    }
}
