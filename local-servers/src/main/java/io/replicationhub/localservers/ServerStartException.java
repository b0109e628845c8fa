package io.replicationhub.localservers;

/** A local server could not be started, or died while it started; the message says which and why. */
public final class ServerStartException extends RuntimeException {
    public ServerStartException(String message) {
        super(message);
    }

    public ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
