package io.replicationhub.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    @ParameterizedTest
    @CsvSource({
        "https://s3.example.com, https://s3.example.com:443",
        "http://s3.example.com, http://s3.example.com:80/",
        "https://s3.example.com, HTTPS://S3.Example.COM",
        "https://s3.example.com, https://s3.example.com.",
        "http://[2001:db8::1]:9000, http://[2001:DB8:0:0::1]:9000",
        "http://127.0.0.1:9000, http://[::ffff:127.0.0.1]:9000"
    })
    void oneServerHasManySpellings(URI one, URI other) {
        assertTrue(Endpoints.areOne(one, other));
        assertTrue(Endpoints.mayBeOne(one, other));
    }

    /** What a region is put into is asked with signed requests. */
    @ParameterizedTest
    @ValueSource(
            strings = {"eu-west-1.example.com/", "x/../y", "a.b", "a@b", "a:1", "a b", "a\n", "", "a%2F", "a?b", "a#b"})
    void aRegionLeadsToNoOtherHost(String region) {
        assertThrows(
                IllegalArgumentException.class,
                () -> Endpoints.inRegion("https://s3." + region + ".amazonaws.com", region));
    }

    @Test
    void thisMachineHasManyNamesOfWhichEachMayBeAnotherServer() {
        List<URI> names = List.of(
                URI.create("http://localhost:9000"),
                URI.create("http://LOCALHOST.:9000"),
                URI.create("http://127.0.0.1:9000"),
                URI.create("http://[::1]:9000"),
                URI.create("http://[0:0:0:0:0:0:0:1]:9000"),
                URI.create("http://0.0.0.0:9000"));
        for (URI one : names) {
            for (URI other : names) {
                assertTrue(Endpoints.mayBeOne(one, other), one + " " + other);
            }
        }
        assertFalse(Endpoints.areOne(names.get(0), names.get(2)));
        assertFalse(Endpoints.areOne(names.get(2), names.get(3)));
        assertTrue(Endpoints.areOne(names.get(3), names.get(4)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:9000, http://localhost:9001",
        "http://localhost:9000, https://localhost:9000",
        "http://localhost, https://localhost",
        "http://127.0.0.1:9000, http://127.0.0.2:9000",
        "http://a.example.com, http://b.example.com"
    })
    void othersAreOthers(URI one, URI other) {
        assertEquals(List.of(false, false), List.of(Endpoints.areOne(one, other), Endpoints.mayBeOne(one, other)));
    }
}
