package io.replicationhub.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.StorageException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: exit 2, one sentence for each fault, and nothing is done. */
class RefusalTest extends Refusals {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --part-size   | 4MiB          | a size from 5 MiB to
            --part-size   | 900GiB        | a size from 5 MiB to
            --min-size    | many          | a size
            --max-size    | 12XB          | a size
            --bandwidth   | fast          | 64MiB/s
            --memory      | 1MiB          | a size from 96 MiB to
            --concurrency | 0             | a number from 1 to 512
            --concurrency | 513           | a number from 1 to 512
            --compare     | looks         | one of auto, size, size-and-time, etag, checksum
            --client      | curl          | one of wire, sdk
            --outage      | soon          | a time
            --include     | a[b           | a glob
            --max-size    | ``            | needs a value
            --modified-before | ` `       | needs a value
            --storage-class | ``          | needs a value
            --exclude     | {a            | a glob
            --modified-after | yesterday  | 2026-01-31
            --max-failures | none         | a number
            --ca-cert     | /nowhere.pem  | a file that can be read
            --storage-class | a b         | a class, keep, or FROM=TO pairs
            --storage-class | keep,COLD   | a class, keep, or FROM=TO pairs
            --on-loss     | ignore        | one of fail, warn
            --acl         | everyone      | one of private, public-read
            --sse         | rot13         | one of aes256, kms, kms-dsse
            --sse-bucket-key | maybe      | on or off
            --report      | /no/where.txt | a file in a folder that can be written to
            """)
    void aValueThatCannotBe(String option, String value, String expected) {
        Ran ran = scene.replicate(option, value).ended(2);
        assertEquals(1, ran.problems().size(), ran::toString);
        ran.says("drh: " + option, expected, value);
    }

    @Test
    void locationsThatAreNone() {
        scene.from("ftp://bucket").replicate().ended(2).says("drh: SOURCE must be", "the scheme 'ftp' is not known");
        scene.from("s3://").replicate().ended(2).says("drh: SOURCE must be", "the bucket is missing");
        scene.from("s3:///key").replicate().ended(2).says("the bucket is missing");
        scene.from("bucket").replicate().ended(2).says("of the form s3://bucket or s3://bucket/prefix", "(was bucket)");
        scene.drh("replicate").ended(2).says("SOURCE is missing", "DESTINATION is missing");
    }

    @Test
    void aDestinationInsideItsSource() {
        scene.destinationAt(source.endpoint());
        scene.from("s3://bkt/a")
                .to("s3://bkt/a/b")
                .replicate("--destination-credentials", "env:SRC")
                .ended(2)
                .says("DESTINATION must not lie inside SOURCE", "s3://bkt/a/b", "s3://bkt/a");
        scene.from("s3://bkt").to("s3://bkt").replicate().ended(2).says("must not lie inside");
    }

    /** Wherever nobody listens: it is seen before anything is asked. */
    @ParameterizedTest
    @CsvSource({
        "http://localhost:9, http://127.0.0.1:9",
        "http://[::1]:9, http://localhost:9",
        "http://LOCALHOST.:9, http://localhost:9",
        "http://localhost, http://127.0.0.1:80",
        "https://Store.example.com, https://store.example.com.:443"
    })
    void aDestinationInsideItsSourceByAnotherNameOfTheServer(URI one, URI other) {
        scene.sourceAt(one).destinationAt(other);
        scene.from("s3://bkt/a").to("s3://bkt/a/b").replicate().ended(2).says("DESTINATION must not lie inside SOURCE");
        scene.from("s3://bkt/a/b").to("s3://bkt/a").replicate().ended(2).says("SOURCE must not lie inside DESTINATION");
    }

    /** Amazon's names of buckets are one for all regions, but not for China. */
    @Test
    void amazonsBucketsAreTheSameAtAllItsAddressesOfOnePart() {
        URI china = URI.create("https://s3.cn-north-1.amazonaws.com.cn");
        scene.from("s3://bkt/a").to("s3://bkt/a/b").sourceAt(URI.create("https://s3.amazonaws.com"));
        scene.destinationAt(URI.create("https://s3.dualstack.eu-west-1.amazonaws.com"));
        scene.replicate().ended(2).says("DESTINATION must not lie inside SOURCE");
        Ran apart = scene.destinationAt(china).replicate("--memory", "none").ended(2);
        assertEquals(1, apart.problems().size(), apart::toString);
    }

    @Test
    void credentialsThatAreNotThere() throws Exception {
        Ran ran = scene.replicate("--source-credentials", "env:NONE", "--destination-credentials", "file:/no/such.json")
                .ended(2);
        assertEquals(2, ran.problems().size(), ran::toString);
        ran.says("--source-credentials", "NONE_ACCESS_KEY_ID", "--destination-credentials", "/no/such.json");

        scene.environment("HALF_ACCESS_KEY_ID", "id");
        scene.replicate("--source-credentials", "env:HALF")
                .ended(2)
                .says("--source-credentials", "HALF_SECRET_ACCESS_KEY is not set");

        Path file = folder.resolve("credentials.json");
        Files.writeString(file, "{\"access_key_id\": \"id\", \"secret\": \"canary-in-a-file\"}");
        scene.replicate("--destination-credentials", "file:" + file)
                .ended(2)
                .says("--destination-credentials", file.toString())
                .doesNotSay("canary");
    }

    @Test
    void endpointsThatAreNone() {
        scene.replicate("--source-endpoint", "localhost:9000").ended(2).says("--source-endpoint must be an address");
        scene.replicate("--source-endpoint", "http://host:99999").ended(2).says("--source-endpoint must be an address");
        scene.replicate("--source-endpoint", "https://host/storage/s3")
                .ended(2)
                .says("--source-endpoint must be an address", "with no path in it");
        scene.replicate("--source-region", "us east").ended(2).says("--source-region must be the name of a region");
        for (String region : List.of("us_east_1", "eu-west-")) {
            for (String from : List.of("s3://b", "oss://b", "cos://b")) {
                scene.drh("plan", from, "s3://c", "--source-region", region, "--source-credentials", "anonymous")
                        .ended(2)
                        .says("--source-region must be the name of a region, such as eu-west-1 (was " + region + ")");
            }
        }
        scene.replicate("--destination-endpoint", "ftp://host").ended(2).says("--destination-endpoint must be");
    }

    @Test
    void configFilesThatCannotBeUsed() throws Exception {
        Path config = folder.resolve("drh.yaml");
        scene.replicate("--config", config.toString()).ended(2).says("--config", config.toString(), "does not exist");
        Files.writeString(config, "part-size: [8MiB\n");
        scene.replicate("--config", config.toString()).ended(2).says("is not YAML", "line 2");
        Files.writeString(config, "just words");
        scene.replicate("--config", config.toString()).ended(2).says("'name: value'");
        Files.writeString(config, "quiet: true\nquiet: true\n");
        scene.replicate("--config", config.toString()).ended(2).says("has a name twice (line 2");
        Files.write(config, new byte[] {(byte) 0xff, (byte) 0xfe});
        scene.replicate("--config", config.toString()).ended(2).says("is not text in UTF-8");
        Files.writeString(config, "include: &itself [*itself]\n");
        scene.replicate("--config", config.toString()).ended(2).says("'include' must be a value, not a list in a list");
        Files.writeString(config, "memory: [1GiB, 2GiB]\n");
        scene.replicate("--config", config.toString()).ended(2).says("'memory' must be a value, not a list");
        for (String rules : List.of("'*.log'", "[include]", "[include: a, size: 1]", "[{include: a, exclude: b}]")) {
            Files.writeString(config, "filters: " + rules + "\n");
            scene.replicate("--config", config.toString())
                    .ended(2)
                    .says("'filters'", "'include: GLOB'", "'exclude: GLOB'");
        }
        Files.writeString(config, "filters: [include: a, exclude: [b]]\n");
        scene.replicate("--config", config.toString()).ended(2).says("item 2 of 'filters' must be");
        Files.writeString(config, "include: a\nfilters: [exclude: b]\n");
        scene.replicate("--config", config.toString()).ended(2).says("'filters' cannot go with 'include' or 'exclude'");
        Files.writeString(config, "filter: [exclude: b]\n");
        scene.replicate("--config", config.toString()).ended(2).says("did you mean 'filters'?");
        Files.writeString(config, "part-sise: 8MiB\nquiet: perhaps\n");
        Ran ran = scene.replicate("--config", config.toString()).ended(2);
        ran.says("'part-sise' is not a setting; did you mean 'part-size'?", "--quiet must be true or false");
        assertEquals(2, ran.problems().size(), ran::toString);
    }

    @Test
    void optionsThatAreNone() {
        scene.replicate("--part-sise", "8MiB")
                .ended(2)
                .says("--part-sise is not an option", "did you mean --part-size?");
        scene.replicate("s3://third").ended(2).says("there is one SOURCE and one DESTINATION");
        scene.replicate("--deep").ended(2).says("--deep is not an option of drh replicate");
        scene.replicate("--part-size").ended(2).says("--part-size");
        scene.drh("replicat").ended(2).says("did you mean 'drh replicate'?");
        scene.drh("--jsn").ended(2).says("--jsn");
    }

    @Test
    void whatGoesIllTogether() {
        scene.replicate("--sse-kms-key-id", "k", "--sse", "aes256")
                .ended(2)
                .says("--sse-kms-key-id means nothing without --sse kms or kms-dsse");
        scene.replicate("--destination-profile", "kodo", "--tags")
                .ended(2)
                .says("--tags cannot be used: the destination is Qiniu Kodo, which has no tags", "--on-loss warn");
        scene.replicate("--source-credentials", "anonymous", "--requester-pays")
                .ended(2)
                .says("--requester-pays cannot go with anonymous credentials for the SOURCE");
        Ran ran = scene.replicate("--sse-bucket-key", "on", "--acl", "me", "--on-loss", "x", "--storage-class", "a b")
                .ended(2);
        assertEquals(4, ran.problems().size(), ran::toString);
    }

    @Test
    void manyFaultsAreToldTogether() throws Exception {
        Path config = folder.resolve("drh.yaml");
        Files.writeString(config, "colour: blue\nmax-size: huge\n");
        Ran ran = scene.from("gs://b")
                .replicate(
                        "--config",
                        config.toString(),
                        "--part-size",
                        "1KiB",
                        "--include",
                        "[",
                        "--concurrency",
                        "x",
                        "--source-credentials",
                        "env:NONE",
                        "--verbose")
                .ended(2);
        ran.says(
                "--verbose", "colour", "--max-size", "--part-size", "--include", "--concurrency", "NONE_ACCESS_KEY_ID");
        assertTrue(ran.problems().size() >= 7, ran::toString);
    }

    @Test
    void noBucketIsMade() throws Exception {
        scene.to("s3://never-made/x").replicate("--part-size", "1").ended(2);
        try (var bucket = scene.destinationBucket("never-made")) {
            assertThrows(StorageException.Missing.class, () -> Scene.keys(bucket));
        }
        assertEquals(List.of("a"), Scene.keys(scene.source));
    }
}
