package io.replicationhub.wire.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** Opens connections to one endpoint, taking its addresses in turn. Thread-safe. */
public final class Connector {
    private final Endpoint endpoint;
    private final @Nullable SSLSocketFactory tls;
    private final Duration connectMost;
    private final Duration readMost;
    private final LineWatch watch;
    private final AtomicInteger turn = new AtomicInteger();

    /** The factory is needed where the endpoint is TLS, and only there. */
    public Connector(Endpoint endpoint, @Nullable SSLSocketFactory tls) {
        this(endpoint, tls, WireLimits.CONNECT_TIMEOUT, WireLimits.READ_TIMEOUT, WireLimits.WRITE_TIMEOUT);
    }

    /**
     * With times other than {@link WireLimits}.
     *
     * @param connectMost for one address to accept
     * @param readMost without a single byte
     * @param writeMost for one write to be taken, which is of 256 KiB at most
     */
    public Connector(
            Endpoint endpoint,
            @Nullable SSLSocketFactory tls,
            Duration connectMost,
            Duration readMost,
            Duration writeMost) {
        this.endpoint = endpoint;
        this.tls = tls;
        this.connectMost = connectMost;
        this.readMost = readMost;
        this.watch = new LineWatch(readMost, writeMost);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    /** Connects to the next address; where it does not answer, to the ones after it. */
    Line open() throws IOException {
        InetAddress[] addresses = addresses(endpoint.host());
        int first = Math.floorMod(turn.getAndIncrement(), addresses.length);
        int tries = Math.min(addresses.length, WireLimits.ADDRESSES_TRIED);
        IOException failure = null;
        for (int i = 0; i < tries; i++) {
            try {
                return open(addresses[(first + i) % addresses.length]);
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        throw failure == null ? new IOException("no address for " + endpoint.host()) : failure;
    }

    /** Names below {@code localhost} are this machine, whether or not the resolver has heard of them (RFC 6761, 6.3). */
    private static InetAddress[] addresses(String host) throws IOException {
        return host.endsWith(".localhost")
                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                : InetAddress.getAllByName(host);
    }

    private Line open(InetAddress address) throws IOException {
        Socket socket = socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(address, endpoint.port()), (int) connectMost.toMillis());
            return endpoint.tls() ? Line.secured(secure(socket), socket, watch) : Line.plain(socket, watch);
        } catch (IOException | RuntimeException | Error e) {
            socket.close();
            throw e;
        }
    }

    /** A channel where it serves: TLS goes over streams. */
    private Socket socket() throws IOException {
        return endpoint.tls() ? new Socket() : SocketChannel.open().socket();
    }

    private SSLSocket secure(Socket plain) throws IOException {
        // The handshake is not watched; what follows is.
        plain.setSoTimeout((int) readMost.toMillis());
        SSLSocket socket =
                (SSLSocket) Objects.requireNonNull(tls).createSocket(plain, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        // A bare SSLSocket accepts any valid certificate, whoever's it is.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        plain.setSoTimeout(0);
        return socket;
    }
}
