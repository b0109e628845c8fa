package io.replicationhub.localservers.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is not there for a while, in each of the ways that the proxy has for it. */
@Timeout(30)
class OutageTest extends AtFaultProxy {
    @RepeatedTest(50)
    void aRefusingServerIsBackAtTheSamePort() throws Exception {
        proxy.startOutage(Outage.REFUSE);
        assertThrows(ConnectException.class, () -> get());
        proxy.endOutage();
        assertEquals(200, get().status());
    }

    @Test
    void aResettingServerAcceptsAndResets() throws Exception {
        proxy.startOutage(Outage.RESET);
        RawClient.Seen seen = get();
        assertEquals("", seen.head());
        assertTrue(seen.reset());
        proxy.endOutage();
        assertEquals(200, get().status());
    }

    @Test
    void aSilentServerAnswersWhenItIsOver() throws Exception {
        proxy.startOutage(Outage.SILENCE);
        FutureTask<RawClient.Seen> waiting = new FutureTask<>(this::get);
        Thread.ofVirtual().start(waiting);
        Thread.sleep(200);
        assertFalse(waiting.isDone());
        assertTrue(upstream.received.isEmpty());
        proxy.endOutage();
        assertEquals(200, waiting.get().status());
    }

    @Test
    void anOutageResetsWhatIsUnderWay() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        proxy.arm(Rule.of(
                Requests.all(),
                Turn.always(),
                Fault.run(Point.responseByte(0), underWay::countDown),
                Fault.slow(Side.RESPONSE, 100)));
        FutureTask<RawClient.Seen> transfer = new FutureTask<>(this::get);
        Thread.ofVirtual().start(transfer);
        assertTrue(underWay.await(5, TimeUnit.SECONDS));
        proxy.startOutage(Outage.REFUSE);
        assertTrue(transfer.get(5, TimeUnit.SECONDS).reset());
    }

    @Test
    void oneOutageReplacesAnother() throws Exception {
        proxy.startOutage(Outage.REFUSE);
        proxy.startOutage(Outage.RESET);
        assertEquals("", get().head());
        proxy.startOutage(Outage.REFUSE);
        proxy.endOutage();
        proxy.endOutage();
        assertEquals(200, get().status());
    }

    @Test
    void aProxyClosedDuringAnOutageStaysClosed() {
        proxy.startOutage(Outage.REFUSE);
        proxy.close();
        proxy.endOutage();
        int port = proxy.endpoint().getPort();
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
    }

    private RawClient.Seen get() throws IOException {
        return RawClient.get(proxy.endpoint(), "/fixed?bytes=1000");
    }
}
