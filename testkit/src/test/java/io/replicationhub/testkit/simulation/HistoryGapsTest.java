package io.replicationhub.testkit.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.history.Carried;
import io.replicationhub.object.ForwardingStore;
import io.replicationhub.object.ListedVersion;
import io.replicationhub.object.ListedVersion.Content;
import io.replicationhub.object.ListedVersion.DeleteMarker;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectReading;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.ReadRequest;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionCursor;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;
import io.replicationhub.testkit.RequestKind;
import io.replicationhub.testkit.fault.Fault;
import io.replicationhub.testkit.fault.FaultScript;
import io.replicationhub.testkit.fault.FaultyStore;
import io.replicationhub.testkit.fault.Mishaps;
import io.replicationhub.transfer.RunControl;
import io.replicationhub.transfer.TransferEngine.Delivered;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Histories of which lifecycle rules have forgotten something, or entries or pages come to nothing. */
@Timeout(60)
class HistoryGapsTest extends OneHistory {
    /** Its newest is like the source's oldest, and is not the copy of it. */
    @Test
    void whereTheSameBytesComeAgainAForgetfulDestinationIsNotTakenForOneThatHasJustBegun() throws Exception {
        write(1);
        write(1);
        write(1);
        assertEquals(new Carried.Whole(3), carry(source, destination));
        forgetAtDestination(2);
        assertEquals(new Carried.Whole(0), carry(source, destination));
        assertEquals(3, destination.requests().of(RequestKind.PUT));

        write(1);
        assertEquals(new Carried.Whole(1), carry(source, destination));
        assertEquals(2, ToldHistories.of(destination).get("k").size());
    }

    @Test
    void whereTheSameBytesComeAgainADestinationThatHasJustBegunGetsTheRest() throws Exception {
        write(1);
        assertEquals(new Carried.Whole(1), carry(source, destination));
        write(1);
        write(1);
        assertEquals(new Carried.Whole(2), carry(source, destination));
        assertSame();
    }

    /** As the store's own replication leaves it. */
    @Test
    void whereTheSameBytesComeAgainADestinationThatOthersFilledIsTakenForOneThatHasJustBegun() throws Exception {
        write(1);
        write(destination, 1, 30);
        write(1);
        write(1);
        assertEquals(new Carried.Whole(2), carry(source, destination));
        assertEquals(3, ToldHistories.of(destination).get("k").size());
    }

    @Test
    void ofADestinationThatKeptOnlyTheMarkerOfADeletedObjectNothingIsLacking() throws Exception {
        write(1);
        write(2);
        delete();
        assertEquals(new Carried.Whole(3), carry(source, destination));
        forgetAtDestination(2);
        assertEquals(new Carried.Whole(0), carry(source, destination));
        assertEquals(2, destination.requests().of(RequestKind.PUT));
        assertEquals(1, destination.requests().of(RequestKind.DELETE));
    }

    /** Who was interrupted behind the first of them has markers only, too. */
    @Test
    void aHistoryThatBeginsWithAMarkerIsCarriedToItsEnd() throws Exception {
        delete();
        write(1);
        delete();
        FaultyStore broken = new FaultyStore(
                destination, FaultScript.always(RequestKind.PUT, new Fault.Before(Mishaps.unavailable())));
        assertEquals(1, carry(source, broken).entries());
        assertTrue(ToldHistories.of(destination).get("k").stream().allMatch(DeleteMarker.class::isInstance));
        assertEquals(new Carried.Whole(2), carry(source, destination));
        assertSame();
    }

    @Test
    void anEmptyFirstPageIsNotTheEndOfAHistory() throws Exception {
        write(1);
        assertEquals(new Carried.Whole(1), carry(emptyAtFirst(source), destination));
        assertSame();
        write(2);
        Carried again = histories(emptyAtFirst(source), destination)
                .carry(TASK, Delivered.AGAIN, (told, outcome) -> {}, RunControl.unlimited());
        assertEquals(new Carried.Whole(1), again);
        assertSame();
    }

    @Test
    void whatLiesOnTopIsSeenBehindAnEmptyFirstPage() throws Exception {
        write(1);
        assertEquals(new Carried.Whole(1), carry(source, destination));
        write(destination, 9, 30);
        assertEquals(new Carried.Whole(1), carry(emptyAtFirst(source), emptyAtFirst(destination)));
        assertEquals(3, ToldHistories.of(destination).get("k").size());
    }

    /** So it stands on the marker below what went, and the first attempt has left nothing. */
    @Test
    void aMarkerAboveAVersionThatWentWhileItWasCarriedIsMade() throws Exception {
        delete();
        assertEquals(new Carried.Whole(1), carry(source, destination));
        write(2);
        delete();
        ListedVersion going = ToldHistories.of(source).get("k").get(1);
        AtomicInteger reads = new AtomicInteger();
        ObjectStore forgetting = new ForwardingStore(source) {
            @Override
            public ObjectReading open(ReadRequest request) throws StorageException {
                if (reads.getAndIncrement() == 0) {
                    source.versions().orElseThrow().remove(KEY, going.id());
                }
                return super.open(request);
            }
        };
        FaultyStore busy = new FaultyStore(
                destination, FaultScript.nth(RequestKind.DELETE, 1, new Fault.Before(Mishaps.unavailable())));
        assertEquals(new Carried.Whole(2), carry(forgetting, busy));
        assertEquals(1, reads.get());
        assertSame();
    }

    private void write(int body) throws Exception {
        write(body, 30);
    }

    private void delete() throws Exception {
        clock.advance(Duration.ofSeconds(1));
        source.delete(KEY);
    }

    private void forgetAtDestination(int oldest) throws Exception {
        List<ListedVersion> all = ToldHistories.of(destination).get("k");
        for (ListedVersion old : all.subList(all.size() - oldest, all.size())) {
            assertTrue(old instanceof Content, "what is current is kept");
            destination.versions().orElseThrow().remove(KEY, old.id());
        }
    }

    private Carried carry(ObjectStore from, ObjectStore to) {
        clock.advance(Duration.ofSeconds(1));
        return carry(histories(from, to), TASK);
    }

    /** Gives a first page without entries, as a store may that has passed over what it does not show. */
    private static ObjectStore emptyAtFirst(ObjectStore inner) {
        return new ForwardingStore(inner) {
            @Override
            public Optional<ObjectVersions> versions() {
                ObjectVersions real = inner.versions().orElseThrow();
                return Optional.of((ObjectVersions) Proxy.newProxyInstance(
                        ObjectVersions.class.getClassLoader(),
                        new Class<?>[] {ObjectVersions.class},
                        (proxy, method, arguments) -> method.getName().equals("list")
                                        && ((VersionListRequest) arguments[0])
                                                .behind()
                                                .isEmpty()
                                ? new VersionPage(List.of(), Optional.of(VersionCursor.behind(new ObjectKey("a"))))
                                : method.invoke(real, arguments)));
            }
        };
    }
}
