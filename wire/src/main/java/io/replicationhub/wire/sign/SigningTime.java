package io.replicationhub.wire.sign;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A second as signatures spell it.
 *
 * @param dateTime {@code 20130524T000000Z}
 */
public record SigningTime(long epochSecond, String dateTime) {
    private static final int DATE_DIGITS = 8;

    /** The second that an instant lies in; the given one, where it is the same. */
    public static SigningTime at(Instant instant, @Nullable SigningTime last) {
        long second = instant.getEpochSecond();
        return last != null && last.epochSecond == second ? last : at(second);
    }

    private static SigningTime at(long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(16);
        append(text, time.getYear(), 1000);
        append(text, time.getMonthValue(), 10);
        append(text, time.getDayOfMonth(), 10);
        text.append('T');
        append(text, time.getHour(), 10);
        append(text, time.getMinute(), 10);
        append(text, time.getSecond(), 10);
        return new SigningTime(second, text.append('Z').toString());
    }

    /** {@code 20130524} */
    public String date() {
        return dateTime.substring(0, DATE_DIGITS);
    }

    private static void append(StringBuilder text, int number, int unit) {
        for (int u = unit; u > 0; u /= 10) {
            text.append((char) ('0' + number / u % 10));
        }
    }
}
