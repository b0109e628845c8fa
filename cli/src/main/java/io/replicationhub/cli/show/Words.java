package io.replicationhub.cli.show;

import java.util.Locale;

/** How the names of constants are spelled in summaries and reports, of whose contract they are part. */
public final class Words {
    private Words() {}

    /** {@code SOURCE_GONE} as {@code source-gone}. */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
