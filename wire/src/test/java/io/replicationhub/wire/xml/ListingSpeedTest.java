package io.replicationhub.wire.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.replicationhub.wire.text.Archives;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Usual listings are read at two million keys a second and more; a slow machine gets three times that time. */
@Tag("slow")
final class ListingSpeedTest {
    private static final int PAGES = 1_000;

    @Test
    void aMillionKeysAreParsedInSeconds() throws Exception {
        byte[] page = page();
        parse(page, PAGES / 2);
        long start = cpu();
        long bytes = parse(page, PAGES);
        long millis = (cpu() - start) / 1_000_000;
        System.out.println(PAGES * 1000 + " keys in " + millis + " ms of CPU");
        assertEquals(PAGES * 1000L * 434_234, bytes);
        assertTrue(millis < 1_500, millis + " ms");
    }

    /** Of this thread, which other work on the machine does not lengthen. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long parse(byte[] page, int times) throws Exception {
        long bytes = 0;
        for (int i = 0; i < times; i++) {
            Listing listing = new Listing(Archives.AMAZON, 1000);
            assertTrue(new ListingScanner(new ByteArrayInputStream(page), listing).read());
            bytes += listing.page().objects().stream()
                    .mapToLong(object -> object.stamp().size())
                    .sum();
        }
        return bytes;
    }

    private static byte[] page() {
        StringBuilder page = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Name>bucket</Name><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>"
                        + "<NextContinuationToken>abc</NextContinuationToken>");
        for (int i = 0; i < 1000; i++) {
            page.append("<Contents><Key>some/prefix/of/usual+length/object-%08d.parquet</Key>".formatted(i))
                    .append("<LastModified>2009-10-12T17:50:30.000Z</LastModified>")
                    .append("<ETag>&quot;fba9dede5f27731c9771645a39863328&quot;</ETag><Size>434234</Size>")
                    .append("<StorageClass>STANDARD</StorageClass></Contents>");
        }
        return page.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
    }
}
