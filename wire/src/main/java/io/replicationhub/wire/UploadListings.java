package io.replicationhub.wire;

import io.replicationhub.object.OpenUpload;
import io.replicationhub.object.StorageException;
import io.replicationhub.object.UploadId;
import io.replicationhub.object.UploadedPart;
import io.replicationhub.profile.KeySpelling;
import io.replicationhub.wire.xml.UploadDocuments;
import io.replicationhub.wire.xml.UploadDocuments.Page;
import io.replicationhub.wire.xml.UploadDocuments.Uploads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks what a store tells of uploads in parts, page by page, to the last. A page that is followed by the place where it
 * began is the last, too: so a store that does not know the markers ends no run in a circle.
 */
public final class UploadListings {
    private final String place;
    private final StoreDocuments documents;

    /** @param place the bucket as a URL, for messages */
    public UploadListings(String place, StoreDocuments documents) {
        this.place = place;
        this.documents = documents;
    }

    /** The parts of an upload. */
    public List<UploadedPart> parts(UploadId upload) throws StorageException {
        List<UploadedPart> parts = new ArrayList<>();
        for (String marker = ""; ; ) {
            StringBuilder query = new StringBuilder();
            if (!marker.isEmpty()) {
                ListingQuery.add(query, "part-number-marker", marker);
            }
            ListingQuery.add(query, "uploadId", upload.id());
            Asked asked = new Asked("LIST PARTS of", place, upload.key());
            StoreRequest request = StoreRequest.of("GET", asked, query.toString());
            Page<UploadedPart> page = documents.call(request, List.of("ListPartsResult"), UploadDocuments::parts);
            parts.addAll(page.entries());
            if (page.next().isEmpty() || page.next().equals(marker)) {
                return parts;
            }
            marker = page.next();
        }
    }

    /**
     * The uploads that are open.
     *
     * @param prefix of their keys; empty where the parameter is left out
     * @param uploads the parameter that asks for uploads, as the store's signatures spell it
     */
    public List<OpenUpload> open(Optional<String> prefix, KeySpelling spelling, String uploads)
            throws StorageException {
        List<OpenUpload> open = new ArrayList<>();
        for (String keyMarker = "", idMarker = ""; ; ) {
            StringBuilder query = new StringBuilder();
            if (spelling == KeySpelling.URL) {
                ListingQuery.add(query, "encoding-type", "url");
            }
            if (!keyMarker.isEmpty()) {
                ListingQuery.add(query, "key-marker", keyMarker);
            }
            prefix.ifPresent(start -> ListingQuery.add(query, "prefix", start));
            if (!idMarker.isEmpty()) {
                ListingQuery.add(query, "upload-id-marker", idMarker);
            }
            query.append(query.length() > 0 ? "&" : "").append(uploads);
            StoreRequest request = StoreRequest.of("GET", Asked.ofBucket("LIST UPLOADS in", place), query.toString());
            Uploads page = documents.stream(request, "ListMultipartUploadsResult", UploadDocuments::uploads);
            open.addAll(page.entries());
            boolean goesOn = !page.nextKey().equals(keyMarker) || !page.nextId().equals(idMarker);
            if (page.nextKey().isEmpty() || !goesOn) {
                return open;
            }
            keyMarker = page.nextKey();
            idMarker = page.nextId();
        }
    }
}
