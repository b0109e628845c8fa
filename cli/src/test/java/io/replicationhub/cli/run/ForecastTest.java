package io.replicationhub.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.PassesOn;
import io.replicationhub.object.StoreLimits;
import io.replicationhub.plan.Amount;
import io.replicationhub.plan.DiffSummary;
import io.replicationhub.profile.Profiles;
import io.replicationhub.transfer.EngineOptions;
import io.replicationhub.transfer.EngineOptions.Route;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    private static final long MEMORY = 60 * MIB;

    private final Forecast throughUs = to(PassesOn.YES);
    private final Forecast byTheStore = new Forecast(
            EngineOptions.DEFAULT.with(Route.SERVER_SIDE), StoreLimits.AMAZON_S3, MEMORY, PassesOn.NOT_KNOWN);

    private static Forecast to(PassesOn passesOn) {
        return new Forecast(EngineOptions.DEFAULT, StoreLimits.AMAZON_S3, MEMORY, passesOn);
    }

    private static ObjectStamp whole(long size) {
        return stamp(size, "9e107d9d372bb6826bd81d3542a419d6");
    }

    private static ObjectStamp inParts(long size, int parts) {
        return stamp(size, "9e107d9d372bb6826bd81d3542a419d6-" + parts);
    }

    private static ObjectStamp stamp(long size, String etag) {
        return new ObjectStamp(size, new ETag(etag), Instant.EPOCH);
    }

    private static Requests of(Forecast forecast, ObjectStamp... objects) {
        for (ObjectStamp object : objects) {
            forecast.copy(object);
        }
        return forecast.requests(nothingListed(), 0);
    }

    private static DiffSummary nothingListed() {
        return listed(0, 0, 0);
    }

    private static DiffSummary listed(long sourcePages, long destinationPages, long heads) {
        Amount none = Amount.NONE;
        return new DiffSummary(none, none, none, none, none, none, none, none, sourcePages, destinationPages, heads);
    }

    @Test
    void smallObjectsAreReadOnceAndWrittenOnce() {
        assertEquals(
                "GET 3, PUT 3",
                of(throughUs, whole(0), whole(5), inParts(9 * MIB, 2)).text());
    }

    @Test
    void largeOnesAreLookedAtAndGoInPartsOfOurs() {
        assertEquals(
                "HEAD 1, GET 3, CREATE-UPLOAD 1, UPLOAD-PART 3, COMPLETE-UPLOAD 1",
                of(throughUs, whole(24 * MIB)).text());
    }

    @Test
    void partsLikeTheSourcesAreKeptWhereMemoryHoldsThem() {
        assertEquals(
                "HEAD 1, GET 9, CREATE-UPLOAD 1, UPLOAD-PART 9, COMPLETE-UPLOAD 1",
                of(throughUs, inParts(41 * MIB, 9)).text());
    }

    @Test
    void partsThatMemoryDoesNotHoldAreKeptSincePassedOn() {
        assertEquals(
                "HEAD 1, GET 3, CREATE-UPLOAD 1, UPLOAD-PART 3, COMPLETE-UPLOAD 1",
                of(throughUs, inParts(1_500 * MIB, 3)).text());
    }

    @Test
    void whereItIsNotKnownWhetherPartsArePassedOnOneOfAByteTriesItOnce() {
        assertEquals(
                "HEAD 2, GET 6, CREATE-UPLOAD 2, UPLOAD-PART 7, COMPLETE-UPLOAD 2",
                of(to(PassesOn.NOT_KNOWN), inParts(1_500 * MIB, 3), whole(24 * MIB))
                        .text());
        assertEquals("GET 1, PUT 1", of(to(PassesOn.NOT_KNOWN), whole(5)).text());
    }

    @Test
    void wherePartsAreHeldThoseThatMemoryDoesNotHoldAreCutAnew() {
        assertEquals(
                "HEAD 2, GET 188, CREATE-UPLOAD 1, UPLOAD-PART 188, COMPLETE-UPLOAD 1",
                of(to(PassesOn.NO), inParts(1_500 * MIB, 3)).text());
    }

    @Test
    void partsThatAreTooLargeToBeSentInVainAreCutAnewAndTheObjectLookedAtAgain() {
        assertEquals(
                "HEAD 2, GET 192, CREATE-UPLOAD 1, UPLOAD-PART 192, COMPLETE-UPLOAD 1",
                of(throughUs, inParts(1_536 * MIB, 2)).text());
    }

    @Test
    void whatMemoryCannotHoldWholeGoesInParts() {
        var tight = new Forecast(EngineOptions.DEFAULT, StoreLimits.AMAZON_S3, 32 * MIB, PassesOn.YES);

        assertEquals(
                "HEAD 1, GET 2, CREATE-UPLOAD 1, UPLOAD-PART 2, COMPLETE-UPLOAD 1",
                of(tight, whole(10 * MIB)).text());
    }

    @Test
    void theStoreCopiesInOneRequestWhatItCanAndKeepsThePartsOfTheRest() {
        assertEquals("COPY 1", of(byTheStore, whole(4 * GIB)).text());
    }

    @Test
    void theStoreKeepsTheSourcesParts() {
        assertEquals(
                "HEAD 1, CREATE-UPLOAD 1, UPLOAD-PART 4, COMPLETE-UPLOAD 1",
                of(byTheStore, inParts(4 * GIB, 4)).text());
    }

    @Test
    void theStoreCutsWhatOneRequestCannotCopy() {
        assertEquals(
                "HEAD 1, CREATE-UPLOAD 1, UPLOAD-PART 24, COMPLETE-UPLOAD 1",
                of(byTheStore, whole(6 * GIB)).text());
    }

    @Test
    void whatNoStoreTakesIsAskedForByNobody() {
        assertEquals("", of(throughUs, whole(60_000 * GIB)).text());
    }

    /** MinIO: 50 TiB, of which 10,000 parts of 5 GiB bring 48.8. */
    @Test
    void whatNoPartsCarryIsAskedForByNobody() {
        StoreLimits limits = Profiles.named("minio").storeLimits();
        for (Route route : Route.values()) {
            EngineOptions options = EngineOptions.DEFAULT.with(route);
            assertEquals(
                    "",
                    of(new Forecast(options, limits, MEMORY, PassesOn.YES), whole(49L * 1024 * GIB))
                            .text());
        }
    }

    @Test
    void deletesAreFreeButForTheLooks() {
        assertEquals(
                "LIST 1, HEAD 2, DELETE 1",
                throughUs.requests(nothingListed(), 1).text());
        assertEquals(
                (1 * 5.00 + 2 * 0.40) / 1e6,
                throughUs.requests(nothingListed(), 1).dollars(),
                1e-12);
    }

    @Test
    void theNextRunListsAndLooksAsThisOneDid() {
        DiffSummary compared = listed(7, 5, 11);

        assertEquals("LIST 12, HEAD 11", throughUs.requests(compared, 0).text());
    }
}
