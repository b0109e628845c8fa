package io.replicationhub.bench;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** ListParts and ListMultipartUploads. */
final class MultipartListings {
    private static final int PAGE = 1000;

    private MultipartListings() {}

    static void parts(String name, Bucket bucket, String key, HttpRequest request, HttpOutput out)
            throws IOException, S3Error {
        OpenUpload upload = bucket.upload(request.query("uploadId", ""), key);
        int after = Integer.parseInt(request.query("part-number-marker", "0"));
        int most = Math.min(PAGE, Integer.parseInt(request.query("max-parts", "1000")));
        Map<Integer, OpenUpload.Part> parts;
        synchronized (upload) {
            parts = new TreeMap<>(upload.parts().tailMap(after + 1));
        }
        Bytes items = new Bytes();
        int found = 0;
        int last = after;
        for (Map.Entry<Integer, OpenUpload.Part> entry : parts.entrySet()) {
            if (found++ == most) {
                break;
            }
            last = entry.getKey();
            OpenUpload.Part part = entry.getValue();
            items.add("<Part><PartNumber>").add(last).add("</PartNumber><LastModified>");
            items.add(Listing.time(part.modified())).add("</LastModified><ETag>&quot;");
            items.add(Conditions.bare(part.etag())).add("&quot;</ETag><Size>");
            items.add(part.body().length()).add("</Size><ChecksumCRC32C>");
            items.add(Intake.base64(part.crc32c())).add("</ChecksumCRC32C></Part>");
        }
        Bytes page = out.page();
        page.add("<ListPartsResult><Bucket>").add(name).add("</Bucket><Key>").echo(key);
        page.add("</Key><UploadId>")
                .add(upload.id())
                .add("</UploadId><PartNumberMarker>")
                .add(after);
        page.add("</PartNumberMarker><NextPartNumberMarker>").add(last);
        page.add("</NextPartNumberMarker><MaxParts>").add(most).add("</MaxParts><IsTruncated>");
        page.add(found > most ? "true" : "false").add("</IsTruncated>");
        page.add(items.array(), 0, items.size()).add("</ListPartsResult>");
        out.status(200).header("Content-Type", "application/xml").end(page);
    }

    static void uploads(String name, Bucket bucket, HttpRequest request, HttpOutput out) throws IOException {
        String prefix = request.query("prefix", "");
        Bytes page = out.page();
        page.add("<ListMultipartUploadsResult><Bucket>").add(name);
        page.add("</Bucket><KeyMarker></KeyMarker><UploadIdMarker></UploadIdMarker><MaxUploads>1000</MaxUploads>");
        page.add("<IsTruncated>false</IsTruncated>");
        boolean encoded = request.query("encoding-type", "").equals("url");
        page.add(encoded ? "<EncodingType>url</EncodingType>" : "");
        for (OpenUpload upload : bucket.openUploads()) {
            if (upload.key().startsWith(prefix)) {
                page.add("<Upload><Key>");
                if (encoded) {
                    Percent.encode(upload.key(), page);
                } else {
                    page.echo(upload.key());
                }
                page.add("</Key><UploadId>").add(upload.id()).add("</UploadId><Initiated>");
                page.add(Listing.time(upload.begun())).add("</Initiated></Upload>");
            }
        }
        page.add("</ListMultipartUploadsResult>");
        out.status(200).header("Content-Type", "application/xml").end(page);
    }
}
