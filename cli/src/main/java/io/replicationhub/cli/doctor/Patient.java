package io.replicationhub.cli.doctor;

import io.replicationhub.credentials.CredentialsReference;
import io.replicationhub.object.BucketFacts;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.permission.BucketGrants;
import io.replicationhub.plan.Side;
import io.replicationhub.profile.StoreProfile;
import java.util.Optional;

/**
 * One side, and how it is reached.
 *
 * @param location as the user wrote it
 * @param grants what is to be allowed in the bucket
 */
record Patient(
        Side side,
        String location,
        CredentialsReference credentials,
        StoreProfile service,
        BucketGrants grants,
        Opening opening) {

    /** Opens it. */
    @FunctionalInterface
    interface Opening {
        /**
         * @throws StorageException where credentials are not to be had
         * @throws IllegalArgumentException where the settings cannot be used; the message says why
         */
        Opened open() throws StorageException;
    }

    /**
     * Open.
     *
     * @param facts where its service is known to have such
     */
    record Opened(ObjectStore store, Optional<BucketFacts> facts) implements AutoCloseable {
        @Override
        public void close() {
            store.close();
            facts.ifPresent(BucketFacts::close);
        }
    }

    Subject subject() {
        return new Subject(
                side.toString(),
                location,
                service.title(),
                service.name(),
                credentials.toString(),
                BucketGrants.areUnderstoodBy(service));
    }

    String prefix() {
        return grants.prefix();
    }
}
