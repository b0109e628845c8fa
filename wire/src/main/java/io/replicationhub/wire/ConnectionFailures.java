package io.replicationhub.wire;

import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;
import io.replicationhub.wire.http.MalformedAnswerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What it means that a connection could not be made or broke. */
public final class ConnectionFailures {
    private ConnectionFailures() {}

    public static StorageException classify(Asked asked, String endpoint, IOException failure) {
        if (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException)) {
            Thread.currentThread().interrupt();
        }
        String message = asked + " at " + endpoint + ": " + explain(failure);
        if (distrusts(failure) || failure instanceof MalformedAnswerException) {
            return new StorageException.Rejected(FailureScope.ENDPOINT, message, failure);
        }
        return new StorageException.Unavailable(scope(failure), message, failure);
    }

    public static StorageException interrupted(Asked asked) {
        Thread.currentThread().interrupt();
        return new StorageException.Unavailable(FailureScope.OBJECT, asked + ": interrupted", null);
    }

    private static FailureScope scope(IOException failure) {
        boolean unreached = failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof NoRouteToHostException
                || failure instanceof SSLException;
        return unreached || isConnectTimeout(failure) ? FailureScope.ENDPOINT : FailureScope.OBJECT;
    }

    /** The JDK has one exception for both timeouts and tells them apart in the message alone. */
    private static boolean isConnectTimeout(IOException failure) {
        return failure instanceof SocketTimeoutException
                && failure.getMessage() != null
                && failure.getMessage().contains("onnect timed out");
    }

    /** Whether the other side could not show that it is who we meant: waiting will not change that. */
    private static boolean distrusts(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLPeerUnverifiedException
                    || cause instanceof CertificateException
                    || cause instanceof CertPathBuilderException
                    || cause instanceof CertPathValidatorException) {
                return true;
            }
        }
        return false;
    }

    /** What the JDK says of it is the name of a class. */
    private static boolean isUnsigned(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException) {
                return true;
            }
        }
        return false;
    }

    private static String explain(IOException failure) {
        @Nullable String message = failure.getMessage();
        if (failure instanceof UnknownHostException) {
            return "the host name is not known";
        }
        if (distrusts(failure)) {
            return "its certificate is not trusted: "
                    + (isUnsigned(failure) ? "no authority known here signed it" : message);
        }
        if (failure instanceof MalformedAnswerException) {
            return "the answer is not HTTP: " + message;
        }
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
