package io.replicationhub.cli.run;

import io.replicationhub.cli.run.PairComparison.Of;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.plan.Patience;
import io.replicationhub.plan.Side;
import io.replicationhub.retry.Silence;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Reads objects from both sides and compares them, patiently. Thread-safe. */
final class DeepComparison {
    private final ObjectStore source;
    private final ObjectStore destination;
    private final boolean withMetadata;
    private final Patience patience;
    private volatile Side failing = Side.SOURCE;

    DeepComparison(ObjectStore source, ObjectStore destination, boolean withMetadata, Patience patience) {
        this.source = source;
        this.destination = destination;
        this.withMetadata = withMetadata;
        this.patience = patience;
    }

    /**
     * What differs, or could not be found out; empty where nothing does. A body that breaks off is read on from there, as
     * often as that gets any further.
     *
     * @param compared told of the bytes of one side as they are compared, and takes them back where that was in vain
     * @throws SideLost where nothing of any object came for as long as an outage may last
     */
    Optional<String> difference(ListedObject ours, ListedObject theirs, LongConsumer compared)
            throws InterruptedException {
        LongConsumer noted = bytes -> {
            if (bytes > 0) {
                patience.heard();
            }
            compared.accept(bytes);
        };
        PairComparison pair =
                new PairComparison(new Of(source, ours), new Of(destination, theirs), withMetadata, noted);
        try {
            return patience.insist(() -> readOn(pair));
        } catch (StorageException e) {
            if (e.isTransient() && patience.isOut()) {
                throw new SideLost("the " + pair.asked() + " cannot be read any more: " + e.getMessage());
            }
            return Optional.of("could not be read: " + e.getMessage());
        }
    }

    /** Until it ends, or breaks off without having come any further. */
    private Optional<String> readOn(PairComparison pair) throws StorageException {
        while (true) {
            long before = pair.at();
            try {
                return pair.attempt();
            } catch (StorageException e) {
                failing = pair.asked();
                if (!e.isTransient()
                        || pair.at() <= before
                        || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    /** Whether comparing waits for a side that does not answer. */
    Optional<Silence> silence(Side side) {
        return failing == side ? patience.silence() : Optional.empty();
    }
}
