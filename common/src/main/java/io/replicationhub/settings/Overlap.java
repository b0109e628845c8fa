package io.replicationhub.settings;

import io.replicationhub.config.SettingsReader;
import io.replicationhub.select.Selection;
import java.util.Optional;

/** Sides that lie within each other, so that a program would get at its own copies or lose what it copies from. */
final class Overlap {
    private Overlap() {}

    /** What is wrong with the selection where both sides are one bucket. */
    static Optional<String> within(Selection selection) {
        if (selection.writesIntoItsSource()) {
            return Optional.of("the destination lies inside the source: a run would copy its own copies");
        }
        return selection.liesInItsDestination()
                ? Optional.of(
                        "the source lies inside the destination: a run might overwrite or delete what it copies from")
                : Optional.empty();
    }

    /** Refuses it as far as the settings tell; what stands beside the credentials shows once they are opened. */
    static void check(SettingsReader reader, StoreSettings source, StoreSettings destination, Selection selection) {
        if (!source.bucket().isEmpty() && source.isSameBucketAs(destination)) {
            within(selection).ifPresent(reader::problem);
        }
    }
}
