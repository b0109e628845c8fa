package io.replicationhub.localservers.faults;

import io.replicationhub.localservers.ServerStartException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Stands before a plain-HTTP server on this machine and does to chosen requests what networks and servers do: see
 * {@link Fault} and {@link Outage}. Without rules it changes nothing, not even the Host header, so signatures made for
 * {@link #endpoint()} stay right. Requests on a kept-alive connection are told apart (no pipelining, no upgrades).
 *
 * <p>Thread-safe. Rules may be armed and disarmed while requests are under way; a request keeps what was decided when
 * its head arrived.
 */
public final class FaultProxy implements AutoCloseable {
    private final InetSocketAddress upstream;
    private final Entrance entrance;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Throwable> failedAction = new AtomicReference<>();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder requests = new LongAdder();
    private final LongAdder requestBytes = new LongAdder();
    private final LongAdder responseBytes = new LongAdder();

    /** Replaced as a whole, so that a request sees one state of it. */
    private volatile List<ArmedRule> rules = List.of();

    private FaultProxy(InetSocketAddress upstream) throws IOException {
        this.upstream = upstream;
        this.entrance = Entrance.open(this::welcome);
    }

    /** Listens on a free port of the loopback address and passes everything on to the server at {@code endpoint}. */
    public static FaultProxy inFrontOf(URI endpoint) {
        if (!"http".equals(endpoint.getScheme()) || endpoint.getPort() < 0) {
            throw new IllegalArgumentException("not a plain http endpoint with a port: " + endpoint);
        }
        try {
            return new FaultProxy(new InetSocketAddress(endpoint.getHost(), endpoint.getPort()));
        } catch (IOException e) {
            throw new ServerStartException("the fault proxy cannot listen", e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + entrance.port());
    }

    /** From the next request on, in addition to what is armed already. */
    public ArmedRule arm(Rule rule) {
        ArmedRule armed = new ArmedRule(rule);
        change(now -> Stream.concat(now.stream(), Stream.of(armed)).toList());
        return armed;
    }

    public void disarm(ArmedRule rule) {
        change(now -> now.stream().filter(r -> r != rule).toList());
    }

    /** From the next request on these rules and no others. */
    public List<ArmedRule> swap(List<Rule> others) {
        List<ArmedRule> armed = others.stream().map(ArmedRule::new).toList();
        change(now -> armed);
        return armed;
    }

    public void disarmAll() {
        change(now -> List.of());
    }

    /** From now until {@link #endOutage}; one outage at a time, a new kind replaces the old. */
    public void startOutage(Outage kind) {
        entrance.begin(kind);
        if (kind != Outage.SILENCE) {
            resetConnections();
        }
    }

    /** Does nothing when there is none. */
    public void endOutage() {
        entrance.end();
    }

    /** Resets every open connection once; new ones are served. */
    public void resetConnections() {
        connections.forEach(Connection::reset);
    }

    public Traffic traffic() {
        return new Traffic(accepted.sum(), requests.sum(), requestBytes.sum(), responseBytes.sum());
    }

    /**
     * Resets what is open.
     *
     * @throws IllegalStateException when an action of {@link Fault#run} had failed; the first failure is the cause
     */
    @Override
    public void close() {
        entrance.close();
        resetConnections();
        Throwable failure = failedAction.get();
        if (failure != null) {
            throw new IllegalStateException("an action that the fault proxy ran has failed", failure);
        }
    }

    Exchange plan(RequestHead head) {
        requests.increment();
        return Exchange.planned(head, rules);
    }

    void countRequestBytes(long bytes) {
        requestBytes.add(bytes);
    }

    void countResponseBytes(long bytes) {
        responseBytes.add(bytes);
    }

    void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            failedAction.compareAndSet(null, e);
        }
    }

    void awaitTraffic(Connection connection) {
        entrance.awaitTraffic(connection);
    }

    private synchronized void change(UnaryOperator<List<ArmedRule>> change) {
        rules = change.apply(rules);
    }

    private void welcome(Socket client) {
        accepted.increment();
        Thread.ofVirtual().name("fault-proxy-requests").start(() -> serve(client));
    }

    private void serve(Socket client) {
        Socket server = new Socket();
        Connection connection = new Connection(this, client, server);
        connections.add(connection);
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            // An outage that began before the connection was among those that it resets.
            if (entrance.has(Outage.RESET) || entrance.isShut()) {
                connection.reset();
            }
            entrance.awaitTraffic(connection);
            server.connect(upstream);
        } catch (IOException e) {
            connection.reset();
        }
        Thread.ofVirtual().name("fault-proxy-responses").start(() -> carry(connection, connection::carryResponses));
        carry(connection, connection::carryRequests);
    }

    private interface Carrying {
        void carry() throws IOException;
    }

    private void carry(Connection connection, Carrying direction) {
        try {
            direction.carry();
        } catch (IOException e) {
            // Whatever broke, a fault of ours or a real one, the other end learns it by the close below.
        } finally {
            connection.close();
            connections.remove(connection);
        }
    }
}
