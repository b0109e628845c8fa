package io.replicationhub.localservers.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.localservers.faults.RawClient.Seen;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actions that the proxy runs in the midst of a transfer. */
@Timeout(30)
class ActionsOfTheProxyTest extends AtFaultProxy {
    @Test
    void anActionRunsInMidTransferAndTheRestWaitsForIt() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        proxy.arm(Rule.of(Requests.all(), Turn.nth(2), Fault.run(Point.responseByte(1000), () -> {
            reached.countDown();
            await(go);
        })));
        assertEquals(5000, RawClient.get(proxy.endpoint(), "/fixed?bytes=5000").body().length);
        Future<Seen> second = background(() -> RawClient.get(proxy.endpoint(), "/fixed?bytes=5000"));
        assertTrue(reached.await(5, TimeUnit.SECONDS));
        assertEquals(6000, proxy.traffic().responseBytes());
        go.countDown();
        assertEquals(5000, second.get().body().length);
    }

    @Test
    void anActionRunsWhenARequestHasBeenForwarded() throws Exception {
        CountDownLatch forwarded = new CountDownLatch(1);
        proxy.arm(
                Rule.of(Requests.method("PUT"), Turn.always(), Fault.run(Point.afterRequest(), forwarded::countDown)));
        RawClient.put(proxy.endpoint(), "/fixed", BODY);
        assertTrue(forwarded.await(5, TimeUnit.SECONDS));
    }

    @Test
    void anActionThatFailsIsToldWhenTheProxyIsClosed() throws Exception {
        FaultProxy other = FaultProxy.inFrontOf(upstream.endpoint());
        other.arm(Rule.of(Requests.all(), Turn.always(), Fault.run(Point.beforeRequest(), () -> {
            throw new IllegalArgumentException("the action's own fault");
        })));
        assertEquals(10, RawClient.get(other.endpoint(), "/fixed?bytes=10").body().length);
        IllegalStateException told = assertThrows(IllegalStateException.class, other::close);
        assertEquals("the action's own fault", told.getCause().getMessage());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
