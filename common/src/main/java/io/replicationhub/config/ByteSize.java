package io.replicationhub.config;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of bytes as people write it: {@code 64MiB}, {@code 8 MiB}, {@code 1.5 GB}, or bare bytes. {@code KB, MB, GB,
 * TB} are powers of 1,000, {@code KiB, MiB, GiB, TiB} of 1,024; case does not matter. A lone {@code M} is refused, since
 * programs disagree on what it means.
 */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
    private static final Pattern FORM = Pattern.compile("(\\d{1,19}(?:\\.\\d{1,9})?)\\s*([A-Za-z]*)");

    private enum Unit {
        B(1),
        KB(1_000),
        MB(1_000_000),
        GB(1_000_000_000),
        TB(1_000_000_000_000L),
        KIB(1L << 10),
        MIB(1L << 20),
        GIB(1L << 30),
        TIB(1L << 40);

        private final long bytes;

        Unit(long bytes) {
            this.bytes = bytes;
        }

        private String symbol() {
            return name().replace('I', 'i');
        }
    }

    private static final List<Unit> SHOWN = List.of(Unit.TIB, Unit.GIB, Unit.MIB, Unit.KIB);

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + bytes);
        }
    }

    public static ByteSize ofMiB(long mebibytes) {
        return new ByteSize(Math.multiplyExact(mebibytes, Unit.MIB.bytes));
    }

    /** Reads a size; what is not one is refused with a sentence that says what would be. */
    public static ByteSize parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException(expected());
        }
        BigDecimal bytes = new BigDecimal(form.group(1)).multiply(BigDecimal.valueOf(unit(form.group(2)).bytes));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("a size below 8 EiB");
        }
        return new ByteSize(bytes.setScale(0, RoundingMode.DOWN).longValueExact());
    }

    private static Unit unit(String symbol) {
        if (symbol.isEmpty()) {
            return Unit.B;
        }
        try {
            return Unit.valueOf(symbol.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(expected(), e);
        }
    }

    private static String expected() {
        return "a size such as 64MiB, 1.5GB or 1048576";
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** The shortest exact form: {@code 64 MiB} or {@code 1000 B}; {@link #parse} reads it back. */
    @Override
    public String toString() {
        for (Unit unit : SHOWN) {
            if (bytes > 0 && bytes % unit.bytes == 0) {
                return bytes / unit.bytes + " " + unit.symbol();
            }
        }
        return bytes + " B";
    }
}
