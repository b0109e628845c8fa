package io.replicationhub.emulator;

import io.replicationhub.cli.Drh;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The two buckets of the replication. */
record Sides(S3Client s3, String source, String destination) {
    private static final int PART = 5 << 20;
    private static final List<String> ODD = List.of("a b", "plus+plus", "per%20cent", "ümlaut", "folder/");

    /** Fills the source: small objects, odd keys, and one that came in parts. */
    int fill(int objects) {
        var random = new SplittableRandom(20261121);
        List<String> keys = new ArrayList<>(ODD);
        for (int i = 0; i < objects; i++) {
            keys.add("orders/%02d/%05d.json".formatted(i % 12, i));
        }
        for (String key : keys) {
            byte[] body = new byte[random.nextInt(4_000)];
            random.nextBytes(body);
            var put = s3.putObject(
                    request -> request.bucket(source).key(key).contentType("application/json"),
                    RequestBody.fromBytes(body));
            assert put != null;
        }
        inParts("video/tour.mp4", random);
        return keys.size() + 1;
    }

    private void inParts(String key, SplittableRandom random) {
        String upload = s3.createMultipartUpload(
                        request -> request.bucket(source).key(key))
                .uploadId();
        List<CompletedPart> parts = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            int part = number;
            byte[] body = new byte[number < 4 ? PART : 12_345];
            random.nextBytes(body);
            String etag = s3.uploadPart(
                            request -> request.bucket(source)
                                    .key(key)
                                    .uploadId(upload)
                                    .partNumber(part),
                            RequestBody.fromBytes(body))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(part).eTag(etag).build());
        }
        var completed = s3.completeMultipartUpload(
                request -> request.bucket(source).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
        assert completed != null;
    }

    /** Reads both sides and compares every byte. */
    boolean agree(URI endpoint, PrintStream out) {
        String address = endpoint.toString();
        return Drh.run(
                        new String[] {
                            "verify",
                            "s3://" + source,
                            "s3://" + destination,
                            "--source-endpoint",
                            address,
                            "--destination-endpoint",
                            address,
                            "--source-credentials",
                            "env:ANY",
                            "--destination-credentials",
                            "env:ANY",
                            "--deep"
                        },
                        Map.of("ANY_ACCESS_KEY_ID", Services.KEY, "ANY_SECRET_ACCESS_KEY", Services.SECRET),
                        out,
                        System.err)
                == 0;
    }

    /** Empties and removes a bucket; a stack that was made twice finds its name free. */
    static void remove(S3Client s3, String bucket) {
        for (S3Object object :
                s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents()) {
            var gone = s3.deleteObject(request -> request.bucket(bucket).key(object.key()));
            assert gone != null;
        }
        var removed = s3.deleteBucket(request -> request.bucket(bucket));
        assert removed != null;
    }
}
