package io.replicationhub.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SelectionTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void onlyThePrefixIsReplacedAndNothingElseIsTouched() {
        Selection selection = new Selection("a", "x/../", Filter.ALL);
        assertEquals(
                "x/../b//a", selection.destinationOf(new ObjectKey("ab//a")).value());
        assertEquals("x/../", selection.destinationOf(new ObjectKey("a")).value());
    }

    @Test
    void theKeyThatIsItsPrefixHasNoNameInAnEmptyPrefix() {
        Selection selection = new Selection("a/", "", Filter.ALL);
        assertFalse(selection.selects(object("a/", 0)));
        assertTrue(selection.selects(object("a/b", 0)));
        assertFalse(new Selection("", "b/", Filter.ALL).covers(object("b/", 0)));
        assertTrue(new Selection("a/", "b/", Filter.ALL).selects(object("a/", 0)));
    }

    @Test
    void theFirstRuleThatMatchesDecides() {
        Filter filter = Filter.rules(
                List.of(FilterRule.include("keep.log"), FilterRule.exclude("*.log"), FilterRule.include("/logs/**")));
        assertTrue(filter.acceptsKey("a/keep.log", 0));
        assertFalse(filter.acceptsKey("logs/x.log", 0));
        assertTrue(filter.acceptsKey("logs/x.txt", 0));
        assertTrue(filter.acceptsKey("other", 0), "there is an exclude, so what none names is in");
    }

    @Test
    void withIncludesAloneWhatNoneNamesIsOut() {
        Filter filter = Filter.rules(List.of(FilterRule.include("*.jpg")));
        assertTrue(filter.acceptsKey("a.jpg", 0));
        assertFalse(filter.acceptsKey("a.png", 0));
    }

    @Test
    void sizesAndTheFirstTimeAreIncludedAndTheLastTimeIsNot() {
        Filter filter = new Filter(
                List.of(),
                OptionalLong.of(10),
                OptionalLong.of(20),
                Optional.of(NOON),
                Optional.of(NOON.plusSeconds(9)));
        assertTrue(filter.acceptsSize(10) && filter.acceptsSize(20));
        assertFalse(filter.acceptsSize(9) || filter.acceptsSize(21));
        assertTrue(filter.acceptsTime(NOON) && filter.acceptsTime(NOON.plusSeconds(8)));
        assertFalse(filter.acceptsTime(NOON.minusSeconds(1)) || filter.acceptsTime(NOON.plusSeconds(9)));
    }

    @Test
    void theDestinationsTimeSaysNothingOfWhatItCovers() {
        Filter recent =
                new Filter(List.of(), OptionalLong.empty(), OptionalLong.empty(), Optional.of(NOON), Optional.empty());
        Selection selection = new Selection("", "", recent);
        ListedObject old = ListedObject.of(new ObjectKey("k"), new ObjectStamp(1, ETag.NONE, NOON.minusSeconds(1)));
        assertFalse(selection.selects(old));
        assertTrue(selection.covers(old));
    }

    @Test
    void whatIsCoveredHasANameAtTheSource() {
        Selection selection = new Selection("in/", "out", Filter.ALL);
        assertEquals(new ObjectKey("in//a"), selection.sourceOf(new ObjectKey("out/a")));
        assertEquals(new ObjectKey("out/a"), selection.destinationOf(selection.sourceOf(new ObjectKey("out/a"))));
        assertEquals(new ObjectKey("k"), Selection.EVERYTHING.sourceOf(new ObjectKey("k")));
    }

    @Test
    void readingFromBelowWhatIsWrittenIsNoticed() {
        assertTrue(new Selection("a/b/", "", Filter.ALL).liesInItsDestination());
        assertTrue(new Selection("a/b", "a/", Filter.ALL).liesInItsDestination());
        assertFalse(new Selection("", "a/", Filter.ALL).liesInItsDestination());
        assertFalse(new Selection("a/", "b/", Filter.ALL).liesInItsDestination());
    }

    @Test
    void writingBelowWhatIsReadIsNoticed() {
        assertTrue(new Selection("", "backup/", Filter.ALL).writesIntoItsSource());
        assertTrue(new Selection("a", "a/copy", Filter.ALL).writesIntoItsSource());
        assertTrue(new Selection("a", "a", Filter.ALL).writesIntoItsSource());
        assertFalse(new Selection("a/", "b/", Filter.ALL).writesIntoItsSource());
        assertFalse(new Selection("a/", "a", Filter.ALL).writesIntoItsSource());
    }

    private static ListedObject object(String key, long size) {
        return ListedObject.of(new ObjectKey(key), new ObjectStamp(size, ETag.NONE, NOON));
    }
}
