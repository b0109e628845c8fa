package io.replicationhub.localservers.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Where clients come in, and whether they may. */
final class Entrance {
    private final Consumer<Socket> onClient;
    /** Bound and never listening: keeps the port ours while nothing listens on it. */
    private final Socket placeholder;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Guarded by lock, as are the two below. */
    private Optional<Outage> outage = Optional.empty();

    private Listener listener;
    private boolean closed;

    private Entrance(Socket placeholder, Listener listener, Consumer<Socket> onClient) {
        this.placeholder = placeholder;
        this.listener = listener;
        this.onClient = onClient;
    }

    /** Begins to accept on a free port of the loopback address; every client is given to {@code onClient}. */
    static Entrance open(Consumer<Socket> onClient) throws IOException {
        Socket placeholder = new Socket();
        placeholder.setReuseAddress(true);
        placeholder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Listener listener = Listener.on(placeholder.getLocalPort(), onClient);
        return new Entrance(placeholder, listener, onClient);
    }

    int port() {
        return placeholder.getLocalPort();
    }

    boolean has(Outage kind) {
        lock.lock();
        try {
            return outage.equals(Optional.of(kind));
        } finally {
            lock.unlock();
        }
    }

    /** Closed for good or refusing for now. */
    boolean isShut() {
        lock.lock();
        try {
            return listener.isClosed();
        } finally {
            lock.unlock();
        }
    }

    void begin(Outage kind) {
        lock.lock();
        try {
            end();
            outage = Optional.of(kind);
            if (kind == Outage.REFUSE) {
                listener.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            boolean refused = outage.equals(Optional.of(Outage.REFUSE));
            outage = Optional.empty();
            changed.signalAll();
            if (refused && !closed) {
                listener = Listener.on(port(), onClient);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen again on port " + port(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits while there is silence, but not longer than the connection lives. */
    void awaitTraffic(Connection connection) {
        lock.lock();
        try {
            while (outage.equals(Optional.of(Outage.SILENCE)) && !connection.isClosed()) {
                // The end of a connection does not signal, hence the short wait.
                boolean signalled = changed.await(50, TimeUnit.MILLISECONDS);
                if (signalled) {
                    continue;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            outage = Optional.empty();
            changed.signalAll();
            listener.close();
            placeholder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }
}
