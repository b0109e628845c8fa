package io.replicationhub.send;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much one run may delete. */
public sealed interface DeleteLimit {
    /** A tenth of what the selection covers at the destination. */
    DeleteLimit STANDARD = new Share(BigDecimal.TEN);

    /** At most so many objects. */
    record Count(long objects) implements DeleteLimit {
        @Override
        public boolean allows(long deletes, long held) {
            return deletes <= objects;
        }

        @Override
        public String toString() {
            return Long.toString(objects);
        }
    }

    /** At most such a share of the objects that the selection covers at the destination, in percent. */
    record Share(BigDecimal percent) implements DeleteLimit {
        @Override
        public boolean allows(long deletes, long held) {
            BigDecimal allowed = percent.multiply(BigDecimal.valueOf(held));
            return BigDecimal.valueOf(deletes).movePointRight(2).compareTo(allowed) <= 0;
        }

        @Override
        public String toString() {
            return percent.toPlainString() + "%";
        }
    }

    /**
     * Whether so many may be deleted.
     *
     * @param held how many the selection covers at the destination, those to delete included
     */
    boolean allows(long deletes, long held);

    /**
     * Reads {@code 100} or {@code 10%}.
     *
     * @throws IllegalArgumentException whose message says what was expected
     */
    static DeleteLimit parse(String text) {
        Matcher form =
                Pattern.compile("(\\d{1,18})|(\\d{1,3}(?:\\.\\d{1,6})?) ?%").matcher(text.strip());
        if (form.matches() && form.group(1) != null) {
            return new Count(Long.parseLong(form.group(1)));
        }
        if (form.matches() && new BigDecimal(form.group(2)).compareTo(BigDecimal.valueOf(100)) <= 0) {
            return new Share(new BigDecimal(form.group(2)));
        }
        throw new IllegalArgumentException("a number of objects such as 100, or a share of them from 0% to 100%");
    }

    /** {@code 12.5 %}, for people. */
    static String percent(long part, long whole) {
        return String.format(Locale.ROOT, whole < 1_000 ? "%.0f %%" : "%.1f %%", 100.0 * part / whole);
    }
}
