package io.replicationhub.settings;

import io.replicationhub.object.ObjectStore;
import io.replicationhub.object.StorageException;
import io.replicationhub.select.Selection;
import java.util.Optional;

/** Both buckets of a job, open. */
public record Sides(ObjectStore source, ObjectStore destination) implements AutoCloseable {

    /** How one is opened. */
    @FunctionalInterface
    public interface Opener {
        /** @throws StorageException where credentials are not to be had */
        ObjectStore open(StoreSettings side) throws StorageException;
    }

    /**
     * Opens both or none.
     *
     * @throws SideUnusable naming the side whose credentials are not to be had
     * @throws IllegalArgumentException where settings cannot be used; the message says which and why
     */
    public static Sides open(StoreSettings source, StoreSettings destination, Opener opener) throws SideUnusable {
        ObjectStore first = one(source, opener);
        try {
            return new Sides(first, one(destination, opener));
        } catch (SideUnusable | RuntimeException e) {
            first.close();
            throw e;
        }
    }

    /**
     * Why a run would get at its own copies or lose what it copies from, where it would. That both are one bucket shows
     * only now where the place stands beside the credentials.
     */
    public Optional<String> overlap(Selection selection) {
        return source.description().equals(destination.description()) ? Overlap.within(selection) : Optional.empty();
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }

    private static ObjectStore one(StoreSettings side, Opener opener) throws SideUnusable {
        try {
            return opener.open(side);
        } catch (StorageException e) {
            throw new SideUnusable(side.side(), e);
        }
    }
}
