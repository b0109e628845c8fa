package io.replicationhub.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfilesTest {
    @Test
    void namesAndSchemesAreOfOneProfileEach() {
        Set<String> names = new HashSet<>();
        Set<String> schemes = new HashSet<>();
        for (StoreProfile profile : Profiles.all()) {
            assertTrue(names.add(profile.name()), profile.name());
            assertTrue(profile.scheme().equals("s3") || schemes.add(profile.scheme()), profile.scheme());
            assertSame(profile, Profiles.named(profile.name()));
        }
        assertEquals(Optional.of(Profiles.COS), Profiles.ofScheme("cos"));
        assertEquals(Optional.of(Profiles.KODO), Profiles.ofScheme("kodo"));
        assertEquals(Optional.of(Profiles.OSS), Profiles.ofScheme("oss"));
        assertEquals(Optional.empty(), Profiles.ofScheme("s3"));
        assertEquals(Optional.empty(), Profiles.ofScheme("ftp"));
    }

    @Test
    void everyFactHasASource() throws Exception {
        for (StoreProfile profile : Profiles.all()) {
            for (RecordComponent component : StoreProfile.class.getRecordComponents()) {
                if (component.getType().equals(Fact.class)) {
                    Fact<?> fact = (Fact<?>) component.getAccessor().invoke(profile);
                    assertTrue(fact.source().length() > "https://".length(), profile + " " + component.getName());
                }
            }
        }
        assertThrows(IllegalArgumentException.class, () -> new Fact<>(1, "everybody knows"));
        assertFalse(Profiles.COS.checksums().isConfirmed());
        assertTrue(Profiles.COS.listing().isConfirmed());
    }

    @Test
    void anUnknownNameIsAnsweredByTheLikeliest() {
        assertEquals("; did you mean cos?", suggestion("cso"));
        assertEquals("; did you mean kodo?", suggestion("kodoo"));
        assertEquals("; did you mean kodo?", suggestion("qiniu"));
        assertEquals("; did you mean cos?", suggestion("Tencent"));
        assertEquals("", suggestion("something-else"));
        assertSame(Profiles.COS, Profiles.named("COS"));
    }

    @Test
    void anEndpointFollowsFromTheRegionAndTheRegionFromTheEndpoint() {
        Optional<String> region = Optional.of("ap-guangzhou");
        URI address = URI.create("https://cos.ap-guangzhou.myqcloud.com");
        assertEquals(Optional.of(address), Profiles.COS.endpointIn(region));
        assertEquals(region, Profiles.COS.regionAt(Optional.of(address), Optional.empty()));
        assertEquals(
                Optional.empty(),
                Profiles.COS.regionAt(Optional.of(URI.create("http://127.0.0.1:1")), Optional.empty()));
        assertEquals(Optional.of("named"), Profiles.COS.regionAt(Optional.of(address), Optional.of("named")));
        assertEquals(
                Optional.of(URI.create("https://s3.cn-east-1.qiniucs.com")),
                Profiles.KODO.endpointIn(Optional.of("cn-east-1")));
        StoreProfile gcs = Profiles.named("gcs");
        assertEquals(Optional.of(URI.create("https://storage.googleapis.com")), gcs.endpointIn(Optional.empty()));
        assertEquals(Optional.of("auto"), gcs.regionAt(Optional.empty(), Optional.empty()));
    }

    @Test
    void whatAServiceCannotBeFoundWithoutIsSaid() {
        Optional<URI> nowhere = Optional.empty();
        Optional<String> noRegion = Optional.empty();
        assertEquals(
                Optional.of("a region or an endpoint: Tencent COS is at https://cos.REGION.myqcloud.com"),
                Profiles.COS.missing(nowhere, noRegion));
        assertEquals(Optional.empty(), Profiles.COS.missing(nowhere, Optional.of("ap-beijing")));
        assertTrue(Profiles.CEPH.missing(nowhere, noRegion).orElse("").startsWith("an endpoint"));
        assertEquals(Optional.empty(), Profiles.CEPH.missing(Optional.of(URI.create("http://ceph")), noRegion));
        assertEquals(Optional.empty(), Profiles.AWS.missing(nowhere, noRegion));
    }

    private static String suggestion(String name) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> Profiles.named(name))
                .getMessage());
        assertTrue(message.startsWith("one of aws, s3, ceph, "), message);
        int from = message.indexOf(';');
        return from < 0 ? "" : message.substring(from);
    }
}
