package io.replicationhub.localservers.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RulesTest {
    @Test
    void turnsComeWhenTheyShould() {
        assertEquals(List.of(3L), comes(Turn.nth(3), 6));
        assertEquals(List.of(1L, 2L), comes(Turn.first(2), 6));
        assertEquals(List.of(5L, 6L), comes(Turn.after(4), 6));
        assertEquals(List.of(2L, 4L, 6L), comes(Turn.every(2), 6));
        assertEquals(List.of(), comes(Turn.never(), 6));
    }

    @Test
    void chanceIsTheSameForTheSameSeedAndAboutAsOftenAsAsked() {
        List<Long> once = comes(Turn.chance(0.2, 7), 10_000);
        assertEquals(once, comes(Turn.chance(0.2, 7), 10_000));
        assertNotEquals(once, comes(Turn.chance(0.2, 8), 10_000));
        assertTrue(once.size() > 1_800 && once.size() < 2_200, "came " + once.size() + " times");
    }

    @Test
    void requestsAreToldApart() {
        assertKind(Requests.readingAnObject(), "GET", "/b/k");
        assertKind(Requests.listing(), "GET", "/b?list-type=2");
        assertKind(Requests.listing(), "GET", "/b/?list-type=2");
        assertKind(Requests.listingParts(), "GET", "/b/k?uploadId=1");
        assertKind(Requests.writingAnObject(), "PUT", "/b/k");
        assertKind(Requests.uploadingAPart(), "PUT", "/b/k?partNumber=1&uploadId=1");
        assertKind(Requests.creatingAnUpload(), "POST", "/b/k?uploads");
        assertKind(Requests.creatingAnUpload(), "POST", "/b/k?uploads=");
        assertKind(Requests.completingAnUpload(), "POST", "/b/k?uploadId=1");
        assertKind(Requests.abortingAnUpload(), "DELETE", "/b/k?uploadId=1");
    }

    @Test
    void aTrialOfPartsIsNoPartOfAnObject() {
        var trial = new RequestHead("PUT", "/b/k?partNumber=1&uploadId=1", List.of("x-amz-decoded-content-length: 1"));
        var part = new RequestHead("PUT", "/b/k?partNumber=1&uploadId=1", List.of("x-amz-decoded-content-length: 10"));
        assertEquals(
                List.of(true, false),
                List.of(
                        Requests.tryingAPart().test(trial),
                        Requests.tryingAPart().test(part)));
        assertEquals(
                List.of(false, true),
                List.of(
                        Requests.uploadingAPart().test(trial),
                        Requests.uploadingAPart().test(part)));
    }

    /** It is of this kind and of no other. */
    private static void assertKind(Predicate<RequestHead> kind, String method, String target) {
        RequestHead head = new RequestHead(method, target, List.of());
        assertTrue(kind.test(head), method + " " + target);
        long kinds = List.of(
                        Requests.readingAnObject(),
                        Requests.listing(),
                        Requests.listingParts(),
                        Requests.writingAnObject(),
                        Requests.uploadingAPart(),
                        Requests.creatingAnUpload(),
                        Requests.completingAnUpload(),
                        Requests.abortingAnUpload())
                .stream()
                .filter(k -> k.test(head))
                .count();
        assertEquals(1, kinds, method + " " + target);
    }

    private static List<Long> comes(Turn turn, long upTo) {
        return LongStream.rangeClosed(1, upTo).filter(turn::comes).boxed().toList();
    }
}
