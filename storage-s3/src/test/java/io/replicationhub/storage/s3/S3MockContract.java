package io.replicationhub.storage.s3;

import io.replicationhub.localservers.LocalS3Kind;
import io.replicationhub.testkit.contract.BucketServer;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ServedStoreContract;
import java.util.Map;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract over S3Mock, by one face of the adapter. */
abstract class S3MockContract extends ServedStoreContract {
    private static final String HALF_REPLACED = "S3Mock replaces a copy's user metadata, not its content type";
    private final S3Settings.Face face;

    S3MockContract(S3Settings.Face face) {
        this.face = face;
    }

    @Override
    protected BucketServer start() {
        return Served.by(settings -> settings.by(face), Served.start(LocalS3Kind.S3MOCK, who()));
    }

    @Override
    public Map<Capability, String> lacking() {
        return Map.ofEntries(
                Map.entry(Capability.SIGNATURES_CHECKED, "S3Mock takes any credentials"),
                Map.entry(Capability.CHECKSUMS_CHECKED, "S3Mock calls a wrong checksum a BadRequest"),
                Map.entry(Capability.PART_CHECKSUMS_CHECKED, "S3Mock calls a wrong checksum a BadRequest"),
                Map.entry(Capability.ORDERED_LISTING, "S3Mock sorts by UTF-16"),
                Map.entry(Capability.SECOND_COMPLETE_REFUSED, "S3Mock completes again"),
                Map.entry(Capability.FIRST_PART_SIZE, "S3Mock does not tell"),
                Map.entry(Capability.CONTROL_CHARACTERS_IN_KEYS, "S3Mock cannot write them into its documents"),
                Map.entry(Capability.WEBSITE_REDIRECT, "S3Mock does not keep it"),
                Map.entry(Capability.LIMITS_CHECKED, "S3Mock has none"),
                Map.entry(Capability.TAGS, "S3Mock neither decodes nor counts them"),
                Map.entry(Capability.STABLE_READING, "S3Mock writes over the file that it is sending"),
                Map.entry(Capability.ATOMIC_REPLACE, "S3Mock writes over the file that it is sending"));
    }

    @Test
    @Disabled("S3Mock answers 400 without a document")
    @Override
    public void anUploadThatNeverWasIsMissing() {}

    @Test
    @Disabled("S3Mock fails a listing during which objects come or go")
    @Override
    public void aListingWhileOthersWriteHasEveryKeyThatWasThereAllAlong() {}

    @Test
    @Disabled(HALF_REPLACED)
    @Override
    public void metadataGoesAlongUnlessItIsReplaced() {}

    @Test
    @Disabled(HALF_REPLACED)
    @Override
    public void aReplacementBeyondAsciiIsKept() {}

    @ParameterizedTest
    @Disabled("S3Mock rewrites content types")
    @ValueSource(strings = "")
    @Override
    public void theContentTypeIsKept(String type) {}
}
