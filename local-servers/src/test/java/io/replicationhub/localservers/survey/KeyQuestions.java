package io.replicationhub.localservers.survey;

import static io.replicationhub.localservers.survey.Survey.same;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys are bytes: whether they come back as they went in, alone and in listings, and in which order. */
final class KeyQuestions {
    private static final Map<String, String> ODD = new LinkedHashMap<>();

    static {
        ODD.put("space", "a b");
        ODD.put("plus", "a+b");
        ODD.put("percent", "a%b");
        ODD.put("escaped slash", "a%2Fb");
        ODD.put("quotes", "a\"b'c");
        ODD.put("backslash", "a\\b");
        ODD.put("ampersand and angle", "a&b<c>");
        ODD.put("emoji", "a\uD83D\uDE00b");
        ODD.put("composed umlaut", "\u00FC");
        ODD.put("decomposed umlaut", "u\u0308");
        ODD.put("double slash", "a//b");
        ODD.put("leading slash", "/a");
        ODD.put("leading double slash", "//a");
        ODD.put("only a slash", "/");
        ODD.put("trailing slash, with a body", "a/");
        ODD.put("two trailing slashes", "a//");
        ODD.put("dot segment", "a/./b");
        ODD.put("dot dot segment", "a/../b");
        ODD.put("leading dot dot", "../a");
        ODD.put("only a dot", ".");
        ODD.put("only dot dot", "..");
        ODD.put("trailing dot segment", "a/.");
        ODD.put("control 01", "a\u0001b");
        ODD.put("control 1F", "a\u001Fb");
        ODD.put("tab", "a\tb");
        ODD.put("line feed", "a\nb");
        ODD.put("carriage return", "a\rb");
        ODD.put("delete 7F", "a\u007Fb");
        ODD.put("trailing space", "a ");
        ODD.put("leading space", " a");
        ODD.put("U+FFFE", "a\uFFFEb");
        ODD.put("1024 bytes in one segment", "k".repeat(1024));
        ODD.put("1024 bytes in segments", "0123456789abcde/".repeat(63) + "0123456789abcdef");
        ODD.put("1024 bytes of emoji", "\uD83D\uDE00".repeat(256));
    }

    private KeyQuestions() {}

    static void ask(Survey survey) {
        ODD.forEach((name, key) -> {
            survey.ask("key: " + name, () -> roundTrip(survey, key));
            survey.delete(key);
        });
        survey.ask("key: directory marker of zero bytes", () -> {
            survey.put("dir/", "");
            SignedClient.Answer read = survey.get("dir/", Map.of());
            return same(
                    "200 0 [dir/]",
                    read.status() + " " + read.body().length + " " + Survey.keys(survey.list(Map.of())));
        });
        survey.empty();
        survey.ask("key: a and a/b together", () -> together(survey, "a", "a/b"));
        survey.empty();
        survey.ask("key: a/ and a/b together", () -> together(survey, "a/", "a/b"));
        survey.empty();
        survey.ask("key: a/../b is not b", () -> {
            survey.put("b", "plain");
            survey.put("a/../b", "dotted");
            return same("plain", survey.get("b", Map.of()).text());
        });
        survey.empty();
        survey.ask(
                "key: over 1024 bytes is refused with 400 KeyTooLongError",
                () -> Survey.error(survey.put("k".repeat(1025), "x"), 400, "KeyTooLongError"));
        survey.empty();
        order(survey);
    }

    private static String roundTrip(Survey survey, String key) {
        String body = "body of " + key.length();
        String stored = Survey.status(survey.put(key, body), 200);
        if (!stored.isEmpty()) {
            return "PUT " + stored;
        }
        String read = survey.get(key, Map.of()).text();
        if (!read.equals(body)) {
            return "GET gave " + read.lines().findFirst().orElse("nothing");
        }
        List<String> listed = Survey.keys(survey.list(Map.of("encoding-type", "url")));
        if (!listed.equals(List.of(key))) {
            return "listed as " + listed;
        }
        String removed = Survey.status(survey.delete(key), 204);
        return removed.isEmpty() ? Survey.status(survey.get(key, Map.of()), 404) : "DELETE " + removed;
    }

    private static String together(Survey survey, String first, String second) {
        survey.put(first, "one");
        survey.put(second, "two");
        return same(
                List.of("one", "two", List.of(first, second)),
                List.of(
                        survey.get(first, Map.of()).text(),
                        survey.get(second, Map.of()).text(),
                        Survey.keys(survey.list(Map.of("encoding-type", "url")))));
    }

    private static void order(Survey survey) {
        List<String> keys = new ArrayList<>(List.of(
                "a b", "a!", "a+", "a-b", "a.b", "a/b", "a/c/d", "a0", "aB", "ab", "B", "\u00FC", "\uE000", "\uFF5E"));
        keys.forEach(key -> survey.put(key, "x"));
        keys.sort((x, y) ->
                Arrays.compareUnsigned(x.getBytes(StandardCharsets.UTF_8), y.getBytes(StandardCharsets.UTF_8)));
        survey.ask(
                "list: order is that of UTF-8 bytes up to U+FFFF",
                () -> same(keys, Survey.keys(survey.list(Map.of("encoding-type", "url")))));
        survey.ask("list: order is that of UTF-8 bytes beyond U+FFFF", () -> {
            survey.put("\uD83D\uDE00", "x");
            List<String> found = Survey.keys(survey.list(Map.of("encoding-type", "url", "start-after", "\u00FC")));
            survey.delete("\uD83D\uDE00");
            return same(List.of("\uE000", "\uFF5E", "\uD83D\uDE00"), found);
        });
        survey.ask("list: pages of 3 by continuation token give each key once and in order", () -> {
            List<String> seen = new ArrayList<>();
            Map<String, String> query = Map.of("encoding-type", "url", "max-keys", "3");
            for (int page = 0; page < 20; page++) {
                SignedClient.Answer answer = survey.list(query);
                seen.addAll(Survey.keys(answer));
                if (answer.element("IsTruncated").equals("false")) {
                    break;
                }
                query = Map.of(
                        "encoding-type",
                        "url",
                        "max-keys",
                        "3",
                        "continuation-token",
                        answer.element("NextContinuationToken"));
            }
            return same(keys, seen);
        });
        for (String after : List.of("a/b", "a/", "a", "0", "\uE000")) {
            survey.ask(
                    "list: start-after " + after,
                    () -> same(
                            keys.stream()
                                    .filter(k -> Arrays.compareUnsigned(
                                                    k.getBytes(StandardCharsets.UTF_8),
                                                    after.getBytes(StandardCharsets.UTF_8))
                                            > 0)
                                    .toList(),
                            Survey.keys(survey.list(Map.of("encoding-type", "url", "start-after", after)))));
        }
        for (String prefix : List.of("a", "a/", "a/b", "\u00FC", "none")) {
            survey.ask(
                    "list: prefix " + prefix,
                    () -> same(
                            keys.stream().filter(k -> k.startsWith(prefix)).toList(),
                            Survey.keys(survey.list(Map.of("encoding-type", "url", "prefix", prefix)))));
        }
        survey.ask(
                "list: start-after within a prefix",
                () -> same(
                        keys.stream().filter(k -> k.startsWith("a")).skip(4).toList(),
                        Survey.keys(survey.list(Map.of(
                                "encoding-type",
                                "url",
                                "prefix",
                                "a",
                                "start-after",
                                keys.stream()
                                        .filter(k -> k.startsWith("a"))
                                        .toList()
                                        .get(3))))));
        survey.ask("list: delimiter gathers common prefixes", () -> {
            SignedClient.Answer answer = survey.list(Map.of("delimiter", "/", "prefix", "a"));
            return same(
                    Optional.of("a/"),
                    answer.elements("CommonPrefixes").stream()
                            .map(p -> p.replaceAll("</?Prefix>", "").replace("%2F", "/"))
                            .findFirst());
        });
        survey.ask("list: size and quoted MD5 ETag", () -> {
            SignedClient.Answer answer = survey.list(Map.of("max-keys", "1"));
            return same(
                    List.of("1", "9dd4e461268c8034f5c8564e155c67a6"),
                    List.of(
                            answer.element("Size"),
                            answer.element("ETag")
                                    .replace("&quot;", "")
                                    .replace("&#34;", "")
                                    .replace("\"", "")));
        });
        survey.empty();
    }
}
