package io.replicationhub.cli.doctor;

import io.replicationhub.settings.CopySettings;
import java.util.Optional;

/**
 * Everything that is to be looked at: two sides, and what a run would ask of them.
 *
 * @param deletes whether a run would delete
 * @param versions whether it would carry whole histories
 * @param copiesByStore whether the store would copy by itself
 * @param events whether the source is to tell of its changes
 * @param queueArn whom it is to tell; empty where no stack says
 */
record Case(
        Patient source,
        Patient destination,
        CopySettings copies,
        boolean deletes,
        boolean versions,
        boolean copiesByStore,
        boolean events,
        Optional<String> queueArn) {

    Case telling(String queue) {
        return new Case(source, destination, copies, deletes, versions, copiesByStore, events, Optional.of(queue));
    }
}
