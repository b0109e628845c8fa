package io.replicationhub.testkit.fault;

import io.replicationhub.object.StorageException;

/** One request with its fault. */
final class Struck {
    private Struck() {}

    interface Call<T> {
        T make() throws StorageException;
    }

    /** Makes the call as the script says; faults of bodies do not touch a call that reads none. */
    static <T> T by(FaultScript script, Request request, Call<T> call) throws StorageException {
        Fault fault = script.on(request);
        if (fault instanceof Fault.Before before) {
            before.mishap().strike(request);
        }
        T answer = call.make();
        if (fault instanceof Fault.After after) {
            after.mishap().strike(request);
        }
        return answer;
    }
}
