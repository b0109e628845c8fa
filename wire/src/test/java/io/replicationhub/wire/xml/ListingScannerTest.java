package io.replicationhub.wire.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.object.ListPage;
import io.replicationhub.wire.text.Archives;
import io.replicationhub.wire.xml.XmlDocument.MalformedXmlException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scanner, and the parser from where it stops, against the parser alone: the same page or no page, always. */
class ListingScannerTest {
    private static final String ENTRY = "<Contents><Key>a</Key><Size>1</Size></Contents>";

    private int scanned;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<ListBucketResult></ListBucketResult>",
                "<ListBucketResult/>",
                "<ListBucketResult><Contents/></ListBucketResult>",
                "<ListBucketResult><Contents></Contents></ListBucketResult>",
                "<ListBucketResult>" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult>" + ENTRY + "</ListBucketResult><!-- end -->",
                "<ListBucketResult>" + ENTRY + "</ListBucketResult>" + ENTRY,
                "<ListBucketResult>" + ENTRY + "<!-- <Contents> -->" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult>" + ENTRY + "<![CDATA[" + ENTRY + "]]>" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult>" + ENTRY + "]]>" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult>" + ENTRY + "text" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult>" + ENTRY + "&bad;" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult>" + ENTRY + "</ListBucketResults>",
                "<ListBucketResult>" + ENTRY + "</Contents></ListBucketResult>",
                "<s3:ListBucketResult xmlns:s3=\"u\"><s3:Contents><s3:Key>a</s3:Key><s3:Size>1</s3:Size></s3:Contents>"
                        + "</s3:ListBucketResult>",
                "<ListBucketResult>" + ENTRY + "<s3:Contents xmlns:s3=\"u\"><Key>b</Key><Size>1</Size></s3:Contents>"
                        + "</ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Key>b</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a<b/>c</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a<!-- b -->c</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a<![CDATA[<b>]]>c</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>&#97;&#x62;</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>&amp;lt;&lt;&gt;&apos;&quot;</Key><Size>1</Size></Contents>"
                        + "</ListBucketResult>",
                "<ListBucketResult><Contents><Key>\n</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key> a\r\nb </Key><Size> 1 </Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>+1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>-1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>9223372036854775807</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>9223372036854775808</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size></Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><Size><x/></Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><LastModified>now</LastModified></Contents>"
                        + "</ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><LastModified/></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><Owner><ID>o</ID><Key>x</Key></Owner></Contents>"
                        + "</ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><Contents><Key>x</Key></Contents></Contents>"
                        + "</ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><A><B><C><D><E/></D></C></B></A></Contents>"
                        + "</ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><StorageClass>GLACIER</StorageClass><RestoreStatus>"
                        + "<IsRestoreInProgress>true</IsRestoreInProgress></RestoreStatus></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><StorageClass>GLACIER</StorageClass><RestoreStatus/>"
                        + "</Contents>" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size><StorageClass>GLACIER</StorageClass>"
                        + "<RestoreInfo>ongoing-request=\"false\"</RestoreInfo></Contents>" + ENTRY
                        + "</ListBucketResult>",
                "<ListBucketResult><X>" + ENTRY + "</X></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>",
                "<ListBucketResult><IsTruncated> true </IsTruncated><NextContinuationToken>\n</NextContinuationToken>"
                        + "</ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken/></ListBucketResult>",
                "<ListBucketResult><IsTruncated>true</IsTruncated><IsTruncated><x/></IsTruncated></ListBucketResult>",
                "<ListBucketResult>" + ENTRY + "<EncodingType>url</EncodingType></ListBucketResult>",
                "<ListBucketResult><Contents><Key>%zz</Key><Size>1</Size></Contents><EncodingType>url</EncodingType>"
                        + "</ListBucketResult>",
                "<ListBucketResult><1a>x</1a>" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult><a>x</b>" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult a='b'>" + ENTRY + "</ListBucketResult>",
                "<ListBucketResult><Contents><Key>k\u00e9y \ud83d\ude00</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a\u0000b</Key><Size>1</Size></Contents></ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Key><Size>1</Size></Contents>\u0000</ListBucketResult>",
                "<?xml version='1.0'?><ListBucketResult>" + ENTRY + "</ListBucketResult>",
                "\ufeff<ListBucketResult>" + ENTRY + "</ListBucketResult>",
                "<!DOCTYPE x [<!ENTITY e 'x'>]><ListBucketResult>" + ENTRY + "&e;</ListBucketResult>",
                "<ListBucketResult>",
                "<ListBucketResult><Contents><Key>a</Ke",
                " ",
                ""
            })
    void anOddPageIsWhatTheParserSaysItIs(String text) {
        byte[] page = text.getBytes(StandardCharsets.UTF_8);
        for (int piece = 1; piece <= Math.max(1, page.length); piece++) {
            assertSame(page, piece, text);
        }
    }

    @Test
    void anyPageCutAnywhereAndDamagedAnywhereIsWhatTheParserSaysItIs() {
        long seed = Long.getLong("drh.seed", new Random().nextLong());
        Random random = new Random(seed);
        ListingPages pages = new ListingPages(random);
        for (int i = 0; i < 3_000; i++) {
            byte[] page = pages.next(random.nextInt(30));
            String of = "seed " + seed + ", page " + i;
            assertSame(page, 1 + random.nextInt(page.length), of);
            assertSame(pages.damaged(page), 1 + random.nextInt(page.length), of + ", damaged");
        }
        assertTrue(scanned > 1_000, "too few pages were usual, " + scanned + " with seed " + seed);
    }

    @Test
    void longEntriesInSmallPiecesAreScanned() throws Exception {
        String long1 = "%41".repeat(1_024);
        StringBuilder page = new StringBuilder("<ListBucketResult>");
        for (int i = 0; i < 50; i++) {
            page.append(ENTRY.replace(">a<", ">" + long1 + "<")
                    .replace("<Size>", "\n  <Owner>\n <ID>" + long1 + "</ID> </Owner>\n<Size>"));
        }
        byte[] bytes = page.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
        for (int piece : List.of(1, 7, 1_000, 4_095, 4_096, 4_097, 32_767, 32_768, 100_000)) {
            Listing listing = new Listing(Archives.AMAZON, 1);
            assertTrue(new ListingScanner(new Pieces(bytes, piece), listing).read(), "pieces of " + piece);
            assertEquals(50, listing.page().objects().size());
            assertSame(bytes, piece, "pieces of " + piece);
        }
    }

    @Test
    void whatIsLongerThanAnyEntryIsLeftToTheParser() {
        String text = "x".repeat(600_000);
        byte[] page = ("<ListBucketResult>" + ENTRY + "<Contents><Key>" + text + "</Key><Size>1</Size></Contents>"
                        + ENTRY + "</ListBucketResult>")
                .getBytes(StandardCharsets.UTF_8);
        assertSame(page, 1_000_000, "a long key");
        assertEquals(0, scanned);
    }

    private void assertSame(byte[] page, int piece, String message) {
        String expected = parsed(page);
        String found = scannedOrParsed(new Pieces(page, piece));
        assertEquals(
                expected,
                found,
                () -> message + ", in pieces of " + piece + ": " + new String(page, StandardCharsets.UTF_8));
    }

    private static String parsed(byte[] page) {
        try {
            return rest(new ByteArrayInputStream(page), new Listing(Archives.AMAZON, 1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String scannedOrParsed(InputStream in) {
        Listing listing = new Listing(Archives.AMAZON, 1);
        ListingScanner scanner = new ListingScanner(in, listing);
        try {
            if (!scanner.read()) {
                return rest(scanner.rest(), listing);
            }
            assertFalse(in.read() >= 0, "it did not read to the end");
            scanned++;
            return String.valueOf(listing.page());
        } catch (MalformedXmlException e) {
            return "malformed";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the parser makes of a document; which of the two ways it is wrong in matters to who asks again. */
    private static String rest(InputStream in, Listing listing) throws IOException {
        try {
            XmlDocument document = XmlDocument.open(in);
            if (!document.name().equals("ListBucketResult")) {
                return "malformed";
            }
            ListingReader.read(document, listing);
            ListPage page = listing.page();
            document.finish();
            return page.toString();
        } catch (MalformedXmlException e) {
            return e.isCutOff() ? "cut off" : "malformed";
        }
    }

    /** Gives so many bytes at a time. */
    private static final class Pieces extends InputStream {
        private final InputStream in;
        private final int most;

        Pieces(byte[] bytes, int most) {
            this.in = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return in.read(bytes, offset, Math.min(length, most));
        }
    }
}
