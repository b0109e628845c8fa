package io.replicationhub.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, and README.md and README_CN.md say the same things in the same places. */
class DocumentsTest {
    private static final Path ROOT = TrapsTest.ROOT;
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            LINK.matcher(withoutCode(page)).results().map(each -> each.group(1)).forEach(link -> {
                if (!link.contains("://") && !leadsSomewhere(page, link)) {
                    broken.add(ROOT.relativize(page) + ": " + link);
                }
            });
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void everyPageOfTheDocumentsIsLinkedToFromAnother() throws IOException {
        String all = "";
        for (Path page : pages()) {
            all += Files.readString(page);
        }
        for (Path page : pages()) {
            Path name = page.getFileName();
            boolean adr = page.getParent().endsWith("adr");
            assertTrue(
                    adr || all.contains(name + ")") || all.contains(name + "#") || all.contains(name + "`"),
                    () -> "nobody leads to " + page);
        }
    }

    /** What is code, and what is linked to, is the same in both languages. */
    @Test
    void bothReadmesAreInStepParagraphByParagraph() throws IOException {
        List<String> english = paragraphs("README.md");
        List<String> chinese = paragraphs("README_CN.md");
        IntStream.range(0, Math.min(english.size(), chinese.size()))
                .forEach(i -> assertEquals(
                        told(english.get(i)),
                        told(chinese.get(i)),
                        () -> english.get(i).lines().limit(2).toList() + "…"));
        assertEquals(english.size(), chinese.size());
    }

    private static Set<String> told(String paragraph) {
        String prose = paragraph.replaceAll("(?s)```.*?```", "").replaceAll("(?m)^    .*$", "");
        Set<String> told = Stream.concat(
                        CODE.matcher(prose).results().map(each -> each.group(1).replaceAll("\\s+", " ")),
                        LINK.matcher(prose).results().map(each -> each.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        // The button and the names of the regions beside it are those of the readers' part of AWS.
        told.removeIf(each -> each.contains("console.") || each.contains("cn-north") || each.contains(".com.cn"));
        told.removeAll(Set.of("README.md", "README_CN.md"));
        return told;
    }

    private static List<String> paragraphs(String page) throws IOException {
        List<String> paragraphs = new ArrayList<>();
        boolean code = false;
        StringBuilder paragraph = new StringBuilder();
        for (String line : Files.readAllLines(ROOT.resolve(page))) {
            code ^= line.startsWith("```");
            if (line.isBlank() && !code) {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            } else {
                paragraph.append(line).append('\n');
            }
        }
        paragraphs.add(paragraph.toString());
        return paragraphs;
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path to = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(to) && (parts.length == 1 || anchors(to).contains(parts[1]));
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) {
        return withoutCode(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutCode(Path page) {
        try {
            return Files.readString(page).replaceAll("(?s)```.*?```", "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("", "docs", "docs/adr", "cdk")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }
}
