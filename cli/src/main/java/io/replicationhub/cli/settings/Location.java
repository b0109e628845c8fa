package io.replicationhub.cli.settings;

import io.replicationhub.config.Secrets;
import io.replicationhub.profile.Profiles;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One end of a transfer as a user names it: {@code s3://bucket} or {@code s3://bucket/prefix}, or with
 * the scheme of another service.
 *
 * @param scheme {@code s3}, or one that stands for a profile
 * @param prefix taken as it stands, byte for byte; nothing is unescaped, added or trimmed
 */
public record Location(String scheme, String bucket, String prefix) {
    private static final String EXPECTED = "of the form s3://bucket or s3://bucket/prefix";
    private static final Pattern FORM =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://([^/]*)(?:/(.*))?", Pattern.DOTALL);
    /** Generous on purpose: stores other than Amazon's allow capitals and underscores. None allows more than 255. */
    private static final Pattern BUCKET = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{1,254}");

    /** @throws IllegalArgumentException whose message says what was expected, and repeats nothing that may be a secret */
    static Location parse(String text) {
        Matcher form = FORM.matcher(text);
        boolean fits = form.matches() && BUCKET.matcher(form.group(2)).matches();
        if (!fits && Secrets.mayBeIn(text)) {
            throw new IllegalArgumentException(EXPECTED + ", without credentials in it: refer to these by "
                    + Option.SOURCE_CREDENTIALS.variable() + " and " + Option.DESTINATION_CREDENTIALS.variable());
        }
        if (!form.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String scheme = form.group(1);
        if (!Profiles.schemes().contains(scheme)) {
            throw new IllegalArgumentException(EXPECTED + "; the scheme '" + scheme + "' is not known, others are "
                    + String.join(", ", Profiles.schemes()));
        }
        if (form.group(2).isEmpty()) {
            throw new IllegalArgumentException(EXPECTED + "; the bucket is missing");
        }
        if (!fits) {
            throw new IllegalArgumentException(EXPECTED + "; '" + form.group(2) + "' cannot be the name of a bucket");
        }
        return new Location(scheme, form.group(2), form.group(3) == null ? "" : form.group(3));
    }

    /** Whether this is a place at all, and not what stands for one that the user has not given. */
    boolean isNamed() {
        return !bucket.isEmpty();
    }

    @Override
    public String toString() {
        return scheme + "://" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
}
