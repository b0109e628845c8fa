package io.replicationhub.cli.operate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.operate.letter.Letter;
import io.replicationhub.operate.letter.LetterReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Dead letters for people and for programs. */
final class FailuresView {
    private static final int SHOWN = 20;
    private static final int REASON_CHARS_MOST = 300;

    private final LetterReader.Read read;
    private final Instant now;

    FailuresView(LetterReader.Read read, Instant now) {
        this.read = read;
        this.now = now;
    }

    void text(PrintStream out) {
        List<Letter> letters = read.letters();
        if (letters.isEmpty()) {
            out.println("no dead letters" + (read.more() == 0 ? "" : " could be looked at"));
            return;
        }
        long tasks = letters.stream().mapToLong(Letter::tasks).sum();
        out.println("dead letters: " + count(letters.size(), "message") + " with " + count(tasks, "task"));
        Map<String, List<Letter>> classes = new TreeMap<>();
        letters.forEach(letter -> classes.computeIfAbsent(letter.failureClass(), name -> new ArrayList<>())
                .add(letter));
        List<List<Letter>> largestFirst = classes.values().stream()
                .sorted(Comparator.comparing((List<Letter> some) -> -some.size()))
                .toList();
        largestFirst.forEach(some -> Lines.row(out, lower(some.getFirst().failureClass()), ofClass(some)));
        read.level().kept().ifPresent(kept -> Lines.row(out, "kept until", kept(letters.getFirst(), kept)));
        int each = Math.max(1, SHOWN / largestFirst.size());
        for (List<Letter> some : largestFirst) {
            out.println();
            some.stream().limit(each).forEach(letter -> letter(out, letter));
            if (some.size() > each) {
                out.println("  and " + Amounts.count(some.size() - each) + " more; --json shows them all");
            }
        }
    }

    private String ofClass(List<Letter> letters) {
        long tasks = letters.stream().mapToLong(Letter::tasks).sum();
        return String.format(
                Locale.ROOT,
                "%14s %14s   the oldest %s old",
                count(letters.size(), "message"),
                count(tasks, "task"),
                Amounts.time(age(letters.getFirst())));
    }

    private static String kept(Letter oldest, Duration kept) {
        return oldest.sent().plus(kept).truncatedTo(ChronoUnit.MINUTES) + ", then the queue drops the oldest";
    }

    private void letter(PrintStream out, Letter letter) {
        List<String> keys = letter.keys();
        String name = keys.isEmpty() ? "message " + letter.id() : printable(keys.getFirst());
        out.println(String.format(
                Locale.ROOT,
                "  %-12s %11s   %s%s",
                lower(letter.failureClass()),
                Amounts.time(age(letter)),
                name,
                keys.size() > 1 ? " and " + Amounts.count(keys.size() - 1) + " more" : ""));
        String tries = tries(letter);
        String reason = letter.reason().isEmpty() ? "no reason is given" : letter.reason();
        out.println("      "
                + printable(reason.length() > REASON_CHARS_MOST ? reason.substring(0, REASON_CHARS_MOST) + "…" : reason)
                + (tries.isEmpty() ? "" : " (" + tries + ")"));
    }

    /** A letter of a worker's own says in its reason what was tried; its receives are looks at it. */
    private static String tries(Letter letter) {
        return letter.failureClass().equals(Letter.UNSETTLED)
                ? "received " + letter.received() + " times, looks included"
                : "";
    }

    /** What makes the counts less than certain. */
    List<String> doubts() {
        List<String> doubts = new ArrayList<>();
        if (read.more() > 0) {
            doubts.add("the queue says that it has about " + Amounts.count(read.more()) + " more"
                    + (read.level().inFlight() > 0
                            ? " (" + Amounts.count(read.level().inFlight()) + " just then in somebody else's hands)"
                            : read.complete() ? "; its count is approximate" : "; --limit says how many to look at"));
        }
        if (read.stillHidden() > 0) {
            doubts.add(count(read.stillHidden(), "message")
                    + " could not be given back and will be seen again within 3 minutes");
        }
        return doubts;
    }

    /** One object a line. Field names are part of the contract. */
    void lines(PrintStream out) throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.setRootValueSeparator(new SerializedString("\n"));
            for (Letter letter : read.letters()) {
                line(json, letter);
            }
        }
        if (!read.letters().isEmpty()) {
            out.println();
        }
    }

    private void line(JsonGenerator json, Letter letter) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", letter.id());
        json.writeStringField("class", letter.failureClass());
        json.writeStringField("reason", letter.reason());
        List<String> keys = letter.keys();
        if (!keys.isEmpty()) {
            json.writeStringField("key", keys.getFirst());
        }
        json.writeNumberField("tasks", letter.tasks());
        if (keys.size() > 1) {
            json.writeArrayFieldStart("keys");
            for (String key : keys) {
                json.writeString(key);
            }
            json.writeEndArray();
        }
        json.writeStringField("sent", letter.sent().toString());
        json.writeNumberField("ageSeconds", age(letter).toSeconds());
        if (letter.work().isPresent()) {
            json.writeNumberField("attempt", letter.work().get().attempt());
        } else {
            json.writeStringField("body", letter.body());
        }
        json.writeNumberField("received", letter.received());
        json.writeEndObject();
    }

    private Duration age(Letter letter) {
        Duration age = Duration.between(letter.sent(), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    private static String count(long number, String what) {
        return Amounts.count(number) + " " + what + (number == 1 ? "" : "s");
    }

    private static String printable(String text) {
        return Lines.printable(new ObjectKey(text));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
