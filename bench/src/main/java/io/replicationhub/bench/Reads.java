package io.replicationhub.bench;

import java.io.IOException;

/** GetObject and HeadObject: conditions, ranges, part numbers. */
final class Reads {
    private Reads() {}

    private record Window(long from, long length, boolean partial) {}

    static long answer(StoredObject object, HttpRequest request, HttpOutput out) throws IOException, S3Error {
        Conditions.requireMatch(request.header("if-match"), object.etag(), "If-Match");
        String noneMatch = request.header("if-none-match");
        if (noneMatch != null && Conditions.matches(noneMatch, object.etag())) {
            out.status(304).header("ETag", object.etag()).end();
            return 0;
        }
        Window window = window(object, request);
        out.status(window.partial ? 206 : 200)
                .header("ETag", object.etag())
                .header("Last-Modified", HttpOutput.httpDate(object.modified()))
                .header("Accept-Ranges", "bytes");
        if (window.partial) {
            long last = window.from + window.length - 1;
            out.header("Content-Range", "bytes " + window.from + '-' + last + '/' + object.size());
        }
        if (request.asks("partNumber") && !object.partSizes().isEmpty()) {
            out.header(
                    "x-amz-mp-parts-count", Integer.toString(object.partSizes().size()));
        }
        if (object.fullCrc() && !window.partial && "ENABLED".equalsIgnoreCase(request.header("x-amz-checksum-mode"))) {
            out.header("x-amz-checksum-crc32c", Intake.base64(object.crc32c()));
            out.header("x-amz-checksum-type", "FULL_OBJECT");
        }
        String[] headers = object.headers();
        for (int i = 0; i < headers.length; i += 2) {
            if (headers[i].equals(ObjectHeaders.TAGS)) {
                out.header("x-amz-tagging-count", Integer.toString(headers[i + 1].split("&").length));
            } else {
                out.header(headers[i], headers[i + 1]);
            }
        }
        out.end(object.body(), window.from, window.length);
        return request.isHead() ? 0 : window.length;
    }

    /** GetObjectTagging. */
    static void tags(StoredObject object, HttpOutput out) throws IOException {
        Bytes page = out.page();
        page.add("<Tagging><TagSet>");
        String tags = ObjectHeaders.tags(object.headers());
        for (String tag : tags.isEmpty() ? new String[0] : tags.split("&")) {
            int equals = tag.indexOf('=');
            page.add("<Tag><Key>").echo(Percent.decode(tag.substring(0, equals), Percent.Plus.SPACE));
            page.add("</Key><Value>").echo(Percent.decode(tag.substring(equals + 1), Percent.Plus.SPACE));
            page.add("</Value></Tag>");
        }
        out.status(200).header("Content-Type", "application/xml").end(page.add("</TagSet></Tagging>"));
    }

    private static Window window(StoredObject object, HttpRequest request) throws S3Error {
        if (request.asks("partNumber")) {
            return part(object, request.query("partNumber", ""));
        }
        String range = request.header("range");
        if (range == null || !range.startsWith("bytes=") || range.indexOf(',') >= 0) {
            return new Window(0, object.size(), false);
        }
        return range(object, range);
    }

    private static Window range(StoredObject object, String range) throws S3Error {
        long size = object.size();
        int dash = range.indexOf('-');
        String first = range.substring("bytes=".length(), dash);
        String last = range.substring(dash + 1);
        long from = first.isEmpty() ? Math.max(0, size - Long.parseLong(last)) : Long.parseLong(first);
        long to = first.isEmpty() || last.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(last));
        if (from >= size || to < from) {
            throw new S3Error(416, "InvalidRange", "The requested range is not satisfiable");
        }
        return new Window(from, to - from + 1, true);
    }

    private static Window part(StoredObject object, String number) throws S3Error {
        int wanted = Integer.parseInt(number);
        int parts = Math.max(1, object.partSizes().size());
        if (wanted < 1 || wanted > parts) {
            throw new S3Error(416, "InvalidPartNumber", "The requested partnumber is not satisfiable");
        }
        if (object.partSizes().isEmpty()) {
            return new Window(0, object.size(), object.size() > 0);
        }
        long from = 0;
        for (int i = 1; i < wanted; i++) {
            from += object.partSizes().get(i - 1);
        }
        return new Window(from, object.partSizes().get(wanted - 1), true);
    }
}
