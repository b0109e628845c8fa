package io.replicationhub.bench;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The S3 operations that replication needs, in memory; the bucket stands in the path, or before {@code .localhost}. It
 * checks the access key, not the signature: checking those is s3proxy's part, and their cost is not what is measured.
 */
final class LeanS3Service implements Service {
    private static final int KEY_LIMIT = 1024;

    private final String credential;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();
    private final Counters counters = new Counters();
    private final Writes writes;
    private final Multiparts multiparts;
    private final Control control;

    LeanS3Service(String accessKey, Intake intake, InstantSource clock) {
        this.credential = "Credential=" + accessKey + '/';
        this.writes = new Writes(intake, buckets, clock);
        this.multiparts = new Multiparts(intake, writes, clock);
        this.control = new Control(buckets, counters, intake, clock);
    }

    @Override
    public void serve(HttpRequest request, RequestBody body, HttpOutput out) throws IOException, S3Error {
        String path = inPath(request);
        if (path.startsWith("/_bench/")) {
            control.serve(request, body, out);
            return;
        }
        try {
            authorize(request);
            int slash = path.indexOf('/', 1);
            String name = path.substring(1, slash < 0 ? path.length() : slash);
            String key = slash < 0 ? "" : path.substring(slash + 1);
            if (name.isEmpty()) {
                listBuckets(out);
            } else if (key.isEmpty()) {
                bucket(name, request, body, out);
            } else {
                object(name, key, request, body, out);
            }
        } catch (S3Error refused) {
            counters.count("refused-" + refused.code);
            throw refused;
        }
    }

    /** A bucket that stands in the host name, before {@code .localhost}, is put in front of the path. */
    private static String inPath(HttpRequest request) {
        String host = request.header("host");
        int bucket = host == null ? -1 : host.indexOf(".localhost");
        return host == null || bucket < 0 ? request.path : '/' + host.substring(0, bucket) + request.path;
    }

    private void authorize(HttpRequest request) throws S3Error {
        String authorization = request.header("authorization");
        if (authorization == null) {
            throw new S3Error(403, "AccessDenied", "Access Denied");
        }
        if (!authorization.contains(credential)) {
            throw new S3Error(
                    403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
        }
    }

    private Bucket existing(String name) throws S3Error {
        Bucket found = buckets.get(name);
        if (found == null) {
            throw S3Error.noSuchBucket();
        }
        return found;
    }

    private void listBuckets(HttpOutput out) throws IOException {
        counters.count("list-buckets");
        Bytes page = out.page();
        page.add("<ListAllMyBucketsResult><Buckets>");
        for (String name : buckets.keySet()) {
            page.add("<Bucket><Name>").add(name).add("</Name></Bucket>");
        }
        out.status(200).header("Content-Type", "application/xml").end(page.add("</Buckets></ListAllMyBucketsResult>"));
    }

    private void bucket(String name, HttpRequest request, RequestBody body, HttpOutput out)
            throws IOException, S3Error {
        switch (request.method) {
            case "PUT" -> {
                if (request.asks("versioning")) {
                    counters.count("put-versioning");
                    keepVersions(existing(name), body);
                    out.status(200).end();
                    return;
                }
                counters.count("create-bucket");
                if (buckets.putIfAbsent(name, new Bucket()) != null) {
                    throw new S3Error(409, "BucketAlreadyOwnedByYou", "You own this bucket already.");
                }
                out.status(200).header("Location", "/" + name).end();
            }
            case "HEAD" -> {
                counters.count("head-bucket");
                existing(name);
                out.status(200).header("x-amz-bucket-region", "us-east-1").end();
            }
            case "DELETE" -> {
                counters.count("delete-bucket");
                if (!existing(name).objects.isEmpty()) {
                    throw new S3Error(409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
                }
                buckets.remove(name);
                out.status(204).end();
            }
            case "POST" -> {
                counters.count("delete-many");
                writes.deleteMany(existing(name), body, out);
            }
            default -> describe(name, request, out);
        }
    }

    private void describe(String name, HttpRequest request, HttpOutput out) throws IOException, S3Error {
        Bucket bucket = existing(name);
        if (request.asks("location")) {
            counters.count("bucket-location");
            document("<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>", out);
        } else if (request.asks("versioning")) {
            counters.count("bucket-versioning");
            String status = bucket.versions.status();
            document(
                    "<VersioningConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                            + (status.isEmpty() ? "" : "<Status>" + status + "</Status>")
                            + "</VersioningConfiguration>",
                    out);
        } else if (request.asks("versions")) {
            counters.count("list-versions");
            bucket.versions.list(name, request, out);
        } else if (request.asks("uploads")) {
            counters.count("list-uploads");
            MultipartListings.uploads(name, bucket, request, out);
        } else {
            counters.count(request.query("list-type", "").equals("2") ? "list-v2" : "list-v1");
            Listing.answer(name, bucket, request, out);
        }
    }

    private static void keepVersions(Bucket bucket, RequestBody body) throws IOException, S3Error {
        for (Map<String, String> wanted : XmlItems.read(body.all(), "VersioningConfiguration")) {
            bucket.versions.keep(wanted.getOrDefault("Status", ""), bucket.objects);
        }
    }

    private static void document(String text, HttpOutput out) throws IOException {
        out.status(200).header("Content-Type", "application/xml").end(out.page().add(text));
    }

    private void object(String name, String key, HttpRequest request, RequestBody body, HttpOutput out)
            throws IOException, S3Error {
        Bucket bucket = existing(name);
        if (key.length() > KEY_LIMIT) {
            throw new S3Error(400, "KeyTooLongError", "Your key is too long");
        }
        if (request.asks("tagging") && request.method.equals("GET")) {
            counters.count("get-tags");
            Reads.tags(bucket.get(key, request), out);
            return;
        }
        if (request.asks("tagging")) {
            throw new S3Error(
                    501, "NotImplemented", "A header you provided implies functionality that is not implemented");
        }
        switch (request.method) {
            case "GET", "HEAD" -> read(name, bucket, key, request, out);
            case "PUT" -> write(bucket, key, request, body, out);
            case "POST" -> {
                counters.count(request.asks("uploads") ? "create-upload" : "complete-upload");
                if (request.asks("uploads")) {
                    multiparts.create(name, bucket, key, request, out);
                } else {
                    multiparts.complete(name, bucket, key, request, body, out);
                }
            }
            case "DELETE" -> {
                counters.count(request.asks("uploadId") ? "abort-upload" : "delete");
                if (request.asks("uploadId")) {
                    multiparts.abort(bucket, key, request, out);
                } else {
                    writes.delete(bucket, key, request, out);
                }
            }
            default -> throw new S3Error(405, "MethodNotAllowed", "The specified method is not allowed");
        }
    }

    private void read(String name, Bucket bucket, String key, HttpRequest request, HttpOutput out)
            throws IOException, S3Error {
        if (request.asks("uploadId")) {
            counters.count("list-parts");
            MultipartListings.parts(name, bucket, key, request, out);
            return;
        }
        counters.count(request.isHead() ? "head" : "get");
        counters.add("bytes-out", Reads.answer(bucket.get(key, request), request, out));
    }

    private void write(Bucket bucket, String key, HttpRequest request, RequestBody body, HttpOutput out)
            throws IOException, S3Error {
        boolean copies = request.header("x-amz-copy-source") != null;
        boolean part = request.asks("uploadId");
        counters.count(part ? copies ? "copy-part" : "upload-part" : copies ? "copy" : "put");
        if (part && copies) {
            multiparts.partCopy(bucket, key, request, out);
        } else if (part) {
            counters.add("bytes-in", multiparts.part(bucket, key, request, body, out));
        } else if (copies) {
            writes.copy(bucket, key, request, out);
        } else {
            counters.add("bytes-in", writes.put(bucket, key, request, body, out));
        }
    }
}
