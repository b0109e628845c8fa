package io.replicationhub.select;

import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;

/**
 * What a run is about: the source objects under a prefix that pass a filter, and their names at the destination. The same
 * selection rules plan, copy, verify and delete.
 *
 * <p>Prefixes are string prefixes, byte for byte: {@code a} selects {@code ab} too, and {@code a/} does not select
 * {@code a}. Only the prefix is replaced, so order is kept.
 *
 * <p>One key has no name on the other side: the one that equals its prefix, where the other prefix is empty (an object
 * cannot have an empty key). It is never selected.
 */
public record Selection(String sourcePrefix, String destinationPrefix, Filter filter) {

    /** All objects, under their own names. */
    public static final Selection EVERYTHING = new Selection("", "", Filter.ALL);

    /** Whether a source object, whose key begins with the source prefix, is to be at the destination. */
    public boolean selects(ListedObject source) {
        String key = source.key().value();
        return hasName(key, sourcePrefix, destinationPrefix)
                && filter.acceptsStamp(source.stamp())
                && filter.acceptsKey(key, sourcePrefix.length());
    }

    /** As {@link #selects}, as far as a key alone can tell, which need not have the source prefix. */
    public boolean selectsKey(ObjectKey source) {
        String key = source.value();
        return key.startsWith(sourcePrefix)
                && hasName(key, sourcePrefix, destinationPrefix)
                && filter.acceptsKey(key, sourcePrefix.length());
    }

    /**
     * Whether a destination object is one that this selection could have put there, going by its key and size. Its time
     * says nothing of the source's.
     */
    public boolean covers(ListedObject destination) {
        String key = destination.key().value();
        return hasName(key, destinationPrefix, sourcePrefix)
                && filter.acceptsSize(destination.stamp().size())
                && filter.acceptsKey(key, destinationPrefix.length());
    }

    /** The destination's name for a source key that is selected. */
    public ObjectKey destinationOf(ObjectKey source) {
        return sourcePrefix.equals(destinationPrefix)
                ? source
                : new ObjectKey(destinationPrefix.concat(source.value().substring(sourcePrefix.length())));
    }

    /** The source's name for a destination key that is covered. */
    public ObjectKey sourceOf(ObjectKey destination) {
        return sourcePrefix.equals(destinationPrefix)
                ? destination
                : new ObjectKey(sourcePrefix.concat(destination.value().substring(destinationPrefix.length())));
    }

    /**
     * Whether, with both sides in one bucket, what is written would itself be selected by the source prefix: a run would
     * then copy its own copies. The destination prefix may equal the source's.
     */
    public boolean writesIntoItsSource() {
        return destinationPrefix.startsWith(sourcePrefix);
    }

    /**
     * Whether, with both sides in one bucket, the source lies within what the destination prefix covers: the source's own
     * objects would be overwritten by copies of others, or be taken for copies of nothing and deleted.
     */
    public boolean liesInItsDestination() {
        return sourcePrefix.startsWith(destinationPrefix);
    }

    private static boolean hasName(String key, String prefix, String otherPrefix) {
        return key.length() > prefix.length() || !otherPrefix.isEmpty();
    }
}
