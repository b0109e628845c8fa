package io.replicationhub.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.config.SettingsException;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Side;
import io.replicationhub.select.Filter;
import io.replicationhub.select.Selection;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SidesTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void whereTheSecondCannotBeOpenedTheFirstIsClosedAndTheSideIsNamed() throws Exception {
        JobSenderSettings settings = settings();
        SideUnusable refused = assertThrows(
                SideUnusable.class,
                () -> Sides.open(settings.source(), settings.destination(), side -> {
                    if (side.side() == Side.DESTINATION) {
                        throw new StorageException.Denied(FailureScope.CREDENTIALS, "no such parameter", null);
                    }
                    return store("s3://from");
                }));
        assertEquals(Side.DESTINATION, refused.side());
        assertEquals("the destination cannot be used: no such parameter", refused.getMessage());
        assertEquals(List.of("s3://from"), closed);

        closed.clear();
        assertThrows(
                IllegalArgumentException.class,
                () -> Sides.open(settings.source(), settings.destination(), side -> {
                    if (side.side() == Side.DESTINATION) {
                        throw new IllegalArgumentException("a proxy that is none");
                    }
                    return store("s3://from");
                }));
        assertEquals(List.of("s3://from"), closed);
    }

    @Test
    void bothAreClosedTogether() throws Exception {
        JobSenderSettings settings = settings();
        Sides.open(settings.source(), settings.destination(), side -> store("s3://" + side.bucket()))
                .close();
        assertEquals(List.of("s3://from", "s3://to"), closed);
    }

    @Test
    void whetherOneLiesInTheOtherShowsWhenBothAreOpen() {
        Sides one = new Sides(store("http://h/bucket"), store("http://h/bucket"));
        assertTrue(one.overlap(new Selection("a/", "a/b/", Filter.ALL))
                .orElseThrow()
                .startsWith("the destination lies inside the source"));
        assertTrue(one.overlap(new Selection("a/b/", "a/", Filter.ALL))
                .orElseThrow()
                .startsWith("the source lies inside the destination"));
        assertEquals(Optional.empty(), one.overlap(new Selection("a/", "b/", Filter.ALL)));
        Sides two = new Sides(store("http://h/bucket"), store("http://i/bucket"));
        assertEquals(Optional.empty(), two.overlap(new Selection("", "", Filter.ALL)));
    }

    private static JobSenderSettings settings() throws SettingsException {
        return JobSenderSettings.read(Map.of(
                "DRH_STACK", "s",
                "DRH_SOURCE_BUCKET", "from",
                "DRH_DESTINATION_BUCKET", "to",
                "DRH_QUEUE_URL", "https://q",
                "DRH_DEAD_LETTER_QUEUE_URL", "https://d"));
    }

    /** One that has a name and can be closed. */
    private ObjectStore store(String description) {
        return (ObjectStore) Proxy.newProxyInstance(
                ObjectStore.class.getClassLoader(), new Class<?>[] {ObjectStore.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "description" -> {
                            return description;
                        }
                        case "close" -> closed.add(description);
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }
}
