package io.replicationhub.storage.s3;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectHead;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectTags;
import io.replicationhub.object.ObjectVersions;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.VersionId;
import io.replicationhub.object.VersionListRequest;
import io.replicationhub.object.VersionPage;
import io.replicationhub.profile.KeySpelling;
import io.replicationhub.wire.Asked;
import io.replicationhub.wire.ListingQuery;
import io.replicationhub.wire.StoreDocuments;
import io.replicationhub.wire.StoreRequest;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.xml.VersionListing;
import io.replicationhub.wire.xml.XmlDocument;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.IOException;
import java.util.Optional;

/** The versions in a bucket, over the wire. */
record WireVersions(WireObjectStore store, String place, S3Dialect dialect, S3Caller caller, StoreDocuments documents)
        implements ObjectVersions {
    @Override
    public Keeping keeping() throws StorageException {
        StoreRequest request = StoreRequest.of("GET", Asked.ofBucket("GET VERSIONING of", place), "versioning=");
        return documents.stream(request, "VersioningConfiguration", WireVersions::status);
    }

    @Override
    public VersionPage list(VersionListRequest request) throws StorageException {
        StoreRequest listing = StoreRequest.of("GET", Asked.ofBucket("LIST VERSIONS of", place), query(request));
        if (dialect.archives().listing() == Archives.Listing.TELLS_WHERE_ASKED) {
            listing.header("x-amz-optional-object-attributes", "RestoreStatus");
        }
        return documents.stream(
                listing, "ListVersionsResult", document -> VersionListing.read(document, dialect.archives()));
    }

    /** The parameters in the order that signatures want. */
    private String query(VersionListRequest request) {
        StringBuilder query = new StringBuilder(128);
        if (dialect.listedKeys() == KeySpelling.URL) {
            ListingQuery.add(query, "encoding-type", "url");
        }
        request.behind().ifPresent(cursor -> ListingQuery.add(query, "key-marker", cursor.key()));
        ListingQuery.add(query, "max-keys", Integer.toString(request.maxEntries()));
        ListingQuery.add(query, "prefix", request.prefix());
        request.behind()
                .filter(cursor -> !cursor.id().isEmpty())
                .ifPresent(cursor -> ListingQuery.add(query, "version-id-marker", cursor.id()));
        ListingQuery.add(query, "versions", "");
        return query.toString();
    }

    @Override
    public ObjectHead head(ObjectKey key, VersionId id) throws StorageException {
        return store.head(key, Optional.of(id));
    }

    @Override
    public ObjectHead headFirstPart(ObjectKey key, VersionId id, ETag ifMatch) throws StorageException {
        return store.headFirstPart(key, Optional.of(id), ifMatch);
    }

    @Override
    public ObjectTags tags(ObjectKey key, VersionId id) throws StorageException {
        return store.tags(key, Optional.of(id));
    }

    @Override
    public void remove(ObjectKey key, VersionId id) throws StorageException {
        caller.remove(StoreRequest.of("DELETE", new Asked("DELETE VERSION of", place, key), of(Optional.of(id))));
    }

    /** The query that names a version; empty where none is named. */
    static String of(Optional<VersionId> version) {
        StringBuilder query = new StringBuilder();
        version.ifPresent(id -> ListingQuery.add(query, "versionId", id.value()));
        return query.toString();
    }

    /** The same behind another parameter, which comes before it in the alphabet. */
    static String of(String parameter, Optional<VersionId> version) {
        return version.isPresent() ? parameter + '&' + of(version) : parameter;
    }

    private static Keeping status(XmlDocument document) throws IOException, MalformedXmlException {
        Keeping keeping = Keeping.NEVER;
        for (String name = document.nextChild(); name != null; name = document.nextChild()) {
            if (name.equals("Status")) {
                keeping = switch (document.text().strip()) {
                    case "Enabled" -> Keeping.ENABLED;
                    case "Suspended" -> Keeping.SUSPENDED;
                    default -> Keeping.NEVER;
                };
            } else {
                document.skip();
            }
        }
        return keeping;
    }
}
