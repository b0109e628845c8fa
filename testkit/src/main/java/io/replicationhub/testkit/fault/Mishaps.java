package io.replicationhub.testkit.fault;

import io.replicationhub.object.FailureClass;
import io.replicationhub.object.FailureScope;
import io.replicationhub.object.StorageException;

/** The mishaps that most tests need. */
public final class Mishaps {
    private Mishaps() {}

    /** Fails with the class, for the object alone where the class leaves a choice. */
    public static Mishap failure(FailureClass failureClass) {
        return failure(failureClass, FailureScope.OBJECT);
    }

    /** @param scope where the class has a fixed scope, it keeps that */
    public static Mishap failure(FailureClass failureClass, FailureScope scope) {
        return request -> {
            throw exception(failureClass, scope, "injected " + failureClass + " at " + request);
        };
    }

    public static Mishap unavailable() {
        return failure(FailureClass.UNAVAILABLE, FailureScope.ENDPOINT);
    }

    public static Mishap throttled() {
        return failure(FailureClass.THROTTLED);
    }

    private static StorageException exception(FailureClass failureClass, FailureScope scope, String message) {
        return switch (failureClass) {
            case MISSING -> new StorageException.Missing(scope, message, null);
            case DENIED -> new StorageException.Denied(scope, message, null);
            case CHANGED -> new StorageException.Changed(message, null);
            case THROTTLED -> new StorageException.Throttled(message, null);
            case UNAVAILABLE -> new StorageException.Unavailable(scope, message, null);
            case CORRUPT -> new StorageException.Corrupt(message, null);
            case ARCHIVED -> new StorageException.Archived(message, null);
            case EXPIRED -> new StorageException.Expired(message, null);
            case REJECTED -> new StorageException.Rejected(scope, message, null);
        };
    }
}
