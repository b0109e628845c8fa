package io.replicationhub.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " ",
            value = {
                "*.log x.log yes",
                "*.log a/b/x.log yes",
                "*.log x.log.gz no",
                "/*.log x.log yes",
                "/*.log a/x.log no",
                "x.log ax.log no",
                "a/*.log b/a/x.log yes",
                "a/*.log ba/x.log no",
                "a*b a/b no",
                "a**b a/x/b yes",
                "a**b ab yes",
                "a/**/b a/b no",
                "a/**/b a/x/y/b yes",
                "a?b a/b no",
                "a?b axb yes",
                "a?b a😀b yes",
                "[a-c]x bx yes",
                "[a-c]x dx no",
                "[!a-c]x dx yes",
                "[!a-c]x bx no",
                "/a[!b]c a/c no",
                "/a[+-9]c a/c no",
                "/a[+-9]c a.c yes",
                "[]]x ]x yes",
                "[a-]x -x yes",
                "[\\]a]x ]x yes",
                "{jpg,p*g} a/ping yes",
                "{jpg,p*g} a/p/g no",
                "*.{a,b{c,d}} x.bd yes",
                "*.{a,b{c,d}} x.b no",
                "x{,y} x yes",
                "a,b a,b yes",
                "tmp/ tmp/a/b yes",
                "tmp/ tmp/ yes",
                "tmp/ tmp no",
                "tmp/ x/tmp/y yes",
                "/tmp/ x/tmp/y no",
                "\\*x *x yes",
                "\\*x ax no",
                "A a no",
                "a.b axb no",
                "//a /a yes",
                "(a|b)+$^ (a|b)+$^ yes",
                "** any/thing yes",
            })
    void selects(String glob, String key, String expected) {
        assertEquals(expected.equals("yes"), Glob.parse(glob).matches(key, 0), glob + " on " + key);
    }

    @Test
    void aLineBreakIsACharacterLikeOthers() {
        assertTrue(Glob.parse("a*b").matches("a\n\u2028\rb", 0));
        assertTrue(Glob.parse("a**b").matches("a\n/\nb", 0));
    }

    @Test
    void onlyWhatFollowsThePrefixIsLookedAt() {
        assertTrue(Glob.parse("/x").matches("prefix/x", 7));
        assertFalse(Glob.parse("/prefix/x").matches("prefix/x", 7));
        assertTrue(
                Glob.parse("c").matches("abc", 2), "what follows the prefix begins anew, whatever the prefix ends in");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ",
            value = {
                "a[b 1 [",
                "a]b[ 3 [",
                "{a 0 {",
                "a{b{c} 1 {",
                "a} 1 }",
                "x***y 1 two",
                "ab\\ 2 \\",
                "[z-a] 2 backwards",
                "[] 0 [",
                "/ 0 slash",
            })
    void aBadGlobIsNamedWithThePlaceOfItsFault(String glob, int position, String word) {
        BadGlobException fault = assertThrows(BadGlobException.class, () -> Glob.parse(glob));
        assertEquals(position, fault.position(), fault.getMessage());
        assertTrue(fault.getMessage().endsWith(" at character " + (position + 1)), fault.getMessage());
        assertTrue(fault.getMessage().contains(word), fault.getMessage());
    }

    @Test
    void anEmptyGlobIsRefused() {
        assertThrows(BadGlobException.class, () -> Glob.parse(""));
    }

    @Test
    void globsMatchWhatAPlainReadingOfThemMatches() {
        int matched = 0;
        for (long seed = 0; seed < 30_000; seed++) {
            Random random = new Random(seed);
            String glob = text(random, "aab/*?[{},\\c-]!", 1 + random.nextInt(8));
            String key = text(random, "aaabc/,-", random.nextInt(7));
            Glob parsed;
            try {
                parsed = Glob.parse(glob);
            } catch (BadGlobException e) {
                continue;
            }
            boolean expected = NaiveGlob.matches(glob, key);
            matched += expected ? 1 : 0;
            assertEquals(expected, parsed.matches(key, 0), "seed " + seed + ": " + glob + " on " + key);
        }
        assertTrue(matched > 400, "the globs and keys say too little: " + matched);
    }

    private static String text(Random random, String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
