package io.replicationhub.cli.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One end of a transfer as a user names it: {@code s3://bucket} or {@code s3://bucket/prefix}.
 *
 * @param prefix taken as it stands, byte for byte; nothing is unescaped, added or trimmed
 */
public record Location(String bucket, String prefix) {
    private static final String EXPECTED = "of the form s3://bucket or s3://bucket/prefix";
    private static final Pattern FORM =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/]*)(?:/(.*))?", Pattern.DOTALL);
    /** Generous on purpose: stores other than Amazon's allow capitals and underscores. None allows more than 255. */
    private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,254}");

    /** @throws IllegalArgumentException whose message says what was expected */
    static Location parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        if (!form.group(1).equals("s3")) {
            throw new IllegalArgumentException(EXPECTED + "; the scheme '" + form.group(1) + "' is not known");
        }
        if (form.group(2).isEmpty()) {
            throw new IllegalArgumentException(EXPECTED + "; the bucket is missing");
        }
        if (!BUCKET.matcher(form.group(2)).matches()) {
            throw new IllegalArgumentException(EXPECTED + "; '" + form.group(2) + "' cannot be the name of a bucket");
        }
        return new Location(form.group(2), form.group(3) == null ? "" : form.group(3));
    }

    @Override
    public String toString() {
        return "s3://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
}
