package io.replicationhub.wire.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as S3 writes them: ISO 8601 in documents, RFC 9110's in headers. The usual form of each is read without a formatter. */
public final class Timestamps {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int SECONDS_A_DAY = 86_400;

    private Timestamps() {}

    /** {@code 2009-10-12T17:50:30.000Z}, with or without the fraction; empty where it is no time. */
    public static Optional<Instant> iso(String text) {
        int length = text.length();
        boolean usual = length >= 20
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && text.charAt(length - 1) == 'Z'
                && (length == 20 || text.charAt(19) == '.' && length <= 30);
        int nanos = 0;
        if (usual && length > 20) {
            nanos = digits(text, 20, length - 1);
            for (int scale = length - 21; scale < 9 && nanos > 0; scale++) {
                nanos *= 10;
            }
        }
        return usual && nanos >= 0
                ? instant(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10), text, 11, nanos)
                : slowIso(text);
    }

    /** {@code Wed, 12 Oct 2009 17:50:00 GMT}; empty where it is no time. */
    public static Optional<Instant> http(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        if (text.length() == 29 && text.endsWith(" GMT")) {
            int month = MONTHS.indexOf(text.substring(8, 11));
            if (month >= 0 && month % 3 == 0) {
                return instant(digits(text, 12, 16), month / 3 + 1, digits(text, 5, 7), text, 17, 0);
            }
        }
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> instant(int year, int month, int day, String text, int timeAt, int nanos) {
        int hour = digits(text, timeAt, timeAt + 2);
        int minute = digits(text, timeAt + 3, timeAt + 5);
        int second = digits(text, timeAt + 6, timeAt + 8);
        boolean valid = year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
        if (!valid || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return Optional.empty();
        }
        if (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return Optional.empty();
        }
        long seconds = epochDay(year, month, day) * SECONDS_A_DAY + hour * 3600L + minute * 60L + second;
        return Optional.of(Instant.ofEpochSecond(seconds, nanos));
    }

    /** Days since 1970-01-01 in the Gregorian calendar, years from 0 on, counted in years that begin in March. */
    private static long epochDay(int year, int month, int day) {
        long y = month > 2 ? year : year - 1L;
        int m = month > 2 ? month - 3 : month + 9;
        return 365 * y
                + Math.floorDiv(y, 4)
                - Math.floorDiv(y, 100)
                + Math.floorDiv(y, 400)
                + (153L * m + 2) / 5
                + day
                - 1
                - 719_468;
    }

    private static Optional<Instant> slowIso(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The number that the digits make, or -1. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
