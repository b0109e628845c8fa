package io.replicationhub.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The formula's pages are those that S3 would give for the same keys. */
@Timeout(30)
final class SyntheticServiceTest {
    private static final KeyFormula FLAT = new KeyFormula(2_500, 0);
    private static final KeyFormula TREE = new KeyFormula(2_500, 25);

    /** Runs something with a client of a server of that formula. */
    private interface Use {
        void with(SignedClient client) throws Exception;
    }

    private static void serve(KeyFormula formula, SyntheticService.Side side, int every, Use use) throws Exception {
        InstantSource clock = InstantSource.system();
        Service service = new SyntheticService(formula, side, every, clock);
        try (HttpServer server = HttpServer.start(service, Optional.empty(), Duration.ZERO, clock)) {
            use.with(new SignedClient(URI.create(server.endpoint()), "any", clock));
        }
    }

    private static List<Map<String, String>> page(SignedClient client, String query, String item) throws Exception {
        String document = client.send("GET", "/b", query, new byte[0]);
        return XmlItems.read(document.getBytes(StandardCharsets.UTF_8), item);
    }

    private static List<String> walk(SignedClient client, String prefix) throws Exception {
        List<String> keys = new ArrayList<>();
        String more = "";
        while (true) {
            String document = client.send("GET", "/b", "list-type=2&max-keys=700&prefix=" + prefix + more, new byte[0]);
            for (Map<String, String> item : XmlItems.read(document.getBytes(StandardCharsets.UTF_8), "Contents")) {
                keys.add(item.get("Key"));
            }
            int token = document.indexOf("<NextContinuationToken>");
            if (token < 0) {
                return keys;
            }
            int end = document.indexOf('<', token + 1);
            more = "&continuation-token=" + document.substring(token + "<NextContinuationToken>".length(), end);
        }
    }

    @Test
    void theFormulaAscendsAndFindsEveryKey() {
        for (KeyFormula formula : List.of(FLAT, TREE)) {
            for (int i = 0; i < formula.count(); i++) {
                assertEquals(i, formula.index(formula.key(i)));
                assertTrue(i == 0 || formula.key(i - 1).compareTo(formula.key(i)) < 0);
            }
            assertEquals(-1, formula.index("nothing"));
        }
    }

    @Test
    void pagesGiveEveryKeyOnceInOrder() throws Exception {
        for (KeyFormula formula : List.of(FLAT, TREE)) {
            List<String> all =
                    IntStream.range(0, formula.count()).mapToObj(formula::key).toList();
            serve(formula, SyntheticService.Side.SOURCE, 0, client -> assertEquals(all, walk(client, "")));
        }
    }

    @Test
    void aPrefixAndAStartRestrictThePages() throws Exception {
        serve(TREE, SyntheticService.Side.SOURCE, 0, client -> {
            List<String> directory = walk(client, "p003/");
            assertEquals(100, directory.size());
            assertEquals(TREE.key(300), directory.getFirst());
            List<Map<String, String>> behind = page(client, "list-type=2&start-after=p003/k0000003505", "Contents");
            assertEquals(TREE.key(351), behind.getFirst().get("Key"));
        });
    }

    @Test
    void aDelimiterGivesTheDirectories() throws Exception {
        serve(TREE, SyntheticService.Side.SOURCE, 0, client -> {
            List<Map<String, String>> first = page(client, "delimiter=/&max-keys=20", "CommonPrefixes");
            List<Map<String, String>> rest = page(client, "delimiter=/&marker=p019/", "CommonPrefixes");
            assertEquals(20, first.size());
            assertEquals("p020/", rest.getFirst().get("Prefix"));
            assertEquals(5, rest.size());
        });
    }

    @Test
    void exactlyTheObjectsOfTheRuleDifferAndCanBeRead() throws Exception {
        serve(
                FLAT,
                SyntheticService.Side.SOURCE,
                100,
                source -> serve(FLAT, SyntheticService.Side.DESTINATION, 100, destination -> {
                    List<Map<String, String>> one = page(source, "list-type=2", "Contents");
                    List<Map<String, String>> two = page(destination, "list-type=2", "Contents");
                    for (int i = 0; i < 1000; i++) {
                        if (i % 100 == 50) {
                            assertNotEquals(one.get(i).get("ETag"), two.get(i).get("ETag"));
                            String key = one.get(i).get("Key");
                            String content = source.send("GET", "/b/" + key, "", new byte[0]);
                            assertTrue(content.length() > 0);
                        } else {
                            assertEquals(one.get(i), two.get(i));
                        }
                    }
                }));
    }

    @Test
    void theEtagOfADifferingObjectIsTheMd5OfItsContent() throws Exception {
        java.security.MessageDigest md5 = java.security.MessageDigest.getInstance("MD5");
        FLAT.body(50).read(0, FLAT.size(50), md5::update);
        String expected = '"' + HexFormat.of().formatHex(md5.digest()) + '"';
        serve(
                FLAT,
                SyntheticService.Side.SOURCE,
                100,
                client -> assertEquals(
                        expected,
                        page(client, "list-type=2", "Contents").get(50).get("ETag")));
    }
}
