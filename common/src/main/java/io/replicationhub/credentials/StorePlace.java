package io.replicationhub.credentials;

import java.net.URI;
import java.util.Optional;

/** Where the store is that credentials are for, as far as their document says. Settings count before it. */
public record StorePlace(Optional<String> region, Optional<URI> endpoint) {
    /** Nothing is said. */
    public static final StorePlace UNSAID = new StorePlace(Optional.empty(), Optional.empty());
}
