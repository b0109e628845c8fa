package io.replicationhub.wire.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Pages of listings as stores may write them, and as they may arrive. The same random numbers give the same pages. */
final class ListingPages {
    private static final String[] PIECES = {
        "<!-- c -->",
        "<![CDATA[x]]>",
        "<x/>",
        "<x y='z'/>",
        "<x>y</x>",
        "<x>",
        "</x>",
        "&amp;",
        "&#38;",
        "&no;",
        "]]>",
        "<Contents>",
        "</Contents>",
        "<Contents/>",
        "</ListBucketResult>",
        "<Key>k</Key>",
        "<Size>1</Size>",
        "<Size/>",
        "<?pi x?>",
        "\u00e9",
        "\u0001",
        "\r\n",
        " ",
        "<",
        ">",
        "&",
        "<Owner><ID>1</ID></Owner>",
        "<a:b/>",
        "<IsTruncated>",
        "<IsTruncated>true</IsTruncated>",
        "<NextContinuationToken>t</NextContinuationToken>",
        "true",
        "%41",
        "%"
    };
    private static final String[] KEYS = {
        "a", "a/b", "a+b", "%25", "x&amp;y", "&lt;", "a]b", "k-_.~!*'()", "\u00fc", "&#252;"
    };

    private final Random random;

    ListingPages(Random random) {
        this.random = random;
    }

    /** A page with so many entries. Most are of the usual form. */
    byte[] next(int entries) {
        boolean odd = random.nextInt(4) == 0;
        StringBuilder page = new StringBuilder();
        page.append(random.nextBoolean() ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + space() : "");
        page.append(
                random.nextBoolean()
                        ? "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        : "<ListBucketResult>");
        page.append(space()).append("<Name>b</Name>").append(space()).append("<Prefix/>");
        if (random.nextBoolean()) {
            page.append("<EncodingType>url</EncodingType>");
        }
        for (int i = 0; i < entries; i++) {
            page.append(space());
            entry(page, i, odd);
        }
        page.append(
                random.nextBoolean()
                        ? "<IsTruncated>true</IsTruncated><NextContinuationToken>n&amp;t</NextContinuationToken>"
                        : "<IsTruncated>false</IsTruncated>");
        page.append(space()).append("</ListBucketResult>").append(space());
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void entry(StringBuilder page, int number, boolean odd) {
        page.append("<Contents>").append(space()).append("<Key>");
        page.append(KEYS[random.nextInt(odd ? KEYS.length : 6)])
                .append(number)
                .append("</Key>")
                .append(space());
        if (random.nextInt(10) > 0) {
            page.append("<LastModified>2009-10-12T17:50:%02d.000Z</LastModified>".formatted(random.nextInt(60)));
        }
        String quote = random.nextBoolean() ? "&quot;" : random.nextBoolean() ? "\"" : "";
        page.append("<ETag>").append(quote).append(random.nextInt(3) == 0 ? "" : "0f" + number);
        page.append(quote).append("</ETag>").append(space());
        page.append("<Size>").append(random.nextInt(10_000)).append("</Size>");
        if (odd && random.nextInt(5) == 0) {
            page.append(PIECES[random.nextInt(PIECES.length)]);
        }
        if (random.nextBoolean()) {
            page.append("<Owner>")
                    .append(space())
                    .append("<ID>i</ID><DisplayName/>")
                    .append(space())
                    .append("</Owner>");
        }
        if (random.nextBoolean()) {
            page.append("<StorageClass>").append(random.nextBoolean() ? "STANDARD" : "GLACIER");
            page.append("</StorageClass>");
        }
        page.append("</Contents>");
    }

    private String space() {
        return random.nextInt(3) > 0 ? "" : random.nextBoolean() ? "\n  " : "\r\n\t";
    }

    /** The page with a change somewhere: something lost, added, twice, or another byte. */
    byte[] damaged(byte[] page) {
        int at = random.nextInt(page.length);
        int to = Math.min(page.length, at + 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
        ByteArrayOutputStream out = new ByteArrayOutputStream(page.length + 200);
        out.write(page, 0, at);
        switch (random.nextInt(6)) {
            case 0 -> out.write(page, to, page.length - to);
            case 1 -> {
                out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
                out.write(page, at, page.length - at);
            }
            case 2 -> {
                out.write(page, at, to - at);
                out.write(page, at, page.length - at);
            }
            case 3 -> {
                out.write(random.nextInt(256));
                out.write(page, at + 1, page.length - at - 1);
            }
            case 4 -> {
                out.writeBytes(PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8));
                out.write(page, to, page.length - to);
            }
            default -> {}
        }
        byte[] damaged = out.toByteArray();
        return damaged.length == 0 ? Arrays.copyOf(page, 1) : damaged;
    }
}
