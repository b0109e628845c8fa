package io.replicationhub.profile;

import java.util.List;
import java.util.Set;

/**
 * The storage classes of a service as its S3 face spells them.
 *
 * @param names all of them; empty where each installation names its own
 * @param archived those whose objects cannot be read until they are restored
 * @param unnamed what an object is of where an answer names no class
 */
public record StorageClasses(List<String> names, Set<String> archived, String unnamed) {
    public StorageClasses {
        names = List.copyOf(names);
        archived = Set.copyOf(archived);
        if (!names.isEmpty() && (!names.containsAll(archived) || !names.contains(unnamed))) {
            throw new IllegalArgumentException("an archived or the usual class is not among the classes");
        }
    }

    /** Whether objects of this class must be restored before they can be read. */
    public boolean isArchived(String storageClass) {
        return archived.contains(storageClass);
    }
}
