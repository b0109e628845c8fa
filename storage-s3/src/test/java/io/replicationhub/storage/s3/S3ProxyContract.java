package io.replicationhub.storage.s3;

import io.replicationhub.localservers.LocalS3Kind;
import io.replicationhub.testkit.contract.BucketServer;
import io.replicationhub.testkit.contract.Capability;
import io.replicationhub.testkit.contract.ServedStoreContract;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract over s3proxy, by one face of the adapter. */
abstract class S3ProxyContract extends ServedStoreContract {
    private static final String FILES = "s3proxy keeps objects as files of a file system in memory";
    private static final String NO_UPLOADS = "s3proxy forgets which uploads there were";
    private final S3Settings.Face face;

    S3ProxyContract(S3Settings.Face face) {
        this.face = face;
    }

    @Override
    protected BucketServer start() {
        return Served.by(settings -> settings.by(face), Served.start(LocalS3Kind.S3PROXY, who()));
    }

    @Override
    public Map<Capability, String> lacking() {
        return Map.ofEntries(
                Map.entry(Capability.PATH_LIKE_KEYS, FILES),
                Map.entry(Capability.ORDERED_LISTING, "s3proxy sorts by UTF-16"),
                Map.entry(Capability.CONTROL_CHARACTERS_IN_KEYS, "s3proxy cannot write them into its documents"),
                Map.entry(Capability.NON_ASCII_METADATA, "s3proxy takes header bytes for Latin-1"),
                Map.entry(Capability.SYSTEM_METADATA, "s3proxy reads Expires as a date and does not give it back"),
                Map.entry(Capability.WEBSITE_REDIRECT, "s3proxy answers 501"),
                Map.entry(Capability.FIRST_PART_SIZE, "s3proxy answers 501"),
                Map.entry(Capability.TAGS, "s3proxy answers 501"),
                Map.entry(Capability.LIMITS_CHECKED, "s3proxy has none"),
                Map.entry(Capability.SECOND_COMPLETE_REFUSED, NO_UPLOADS));
    }

    @Override
    public Optional<String> cannotKeep(String key) {
        return key.endsWith("/") ? Optional.of("s3proxy keeps folders as folders") : Optional.empty();
    }

    @Test
    @Disabled(FILES)
    @Override
    public void aPrefixIsAStringAndNoFolder() {}

    @Test
    @Disabled("s3proxy refuses a listing during which objects come or go, now and then")
    @Override
    public void aListingWhileOthersWriteHasEveryKeyThatWasThereAllAlong() {}

    @Test
    @Disabled(FILES)
    @Override
    public void deletingAKeyLeavesThoseThatBeginWithIt() {}

    @Test
    @Disabled(FILES)
    @Override
    public void startAfterLeavesOutTheKeyItselfAndAllBefore() {}

    @Test
    @Disabled(NO_UPLOADS)
    @Override
    public void anUploadThatNeverWasIsMissing() {}

    @Test
    @Disabled(NO_UPLOADS)
    @Override
    public void anAbortedUploadIsGoneAndAbortingAgainIsNoFailure() {}

    @ParameterizedTest
    @Disabled("s3proxy rewrites content types")
    @ValueSource(strings = "")
    @Override
    public void theContentTypeIsKept(String type) {}
}
