package io.replicationhub.cli.operate;

import io.replicationhub.cli.show.Amounts;
import io.replicationhub.cli.show.Lines;
import io.replicationhub.cli.show.SummaryJson;
import io.replicationhub.cli.show.Words;
import io.replicationhub.operate.letter.LetterChoice;
import io.replicationhub.operate.letter.LetterRetry;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** What became of dead letters that were to be tried again. */
final class RetryView {
    private final LetterRetry.Retried retried;
    private final LetterRetry.Mode mode;
    private final String to;

    RetryView(LetterRetry.Retried retried, LetterRetry.Mode mode, String to) {
        this.retried = retried;
        this.mode = mode;
        this.to = to;
    }

    void text(PrintStream out) {
        String did = mode == LetterRetry.Mode.MOVE ? "moved " : "would move ";
        out.println(did + messages(retried.movedMessages()) + " with " + tasks(retried.movedTasks()) + " to " + to);
        retried.moved().forEach((name, count) -> Lines.row(out, name.toLowerCase(Locale.ROOT), messages(count)));
        if (retried.leftMessages() > 0) {
            out.println("left " + messages(retried.leftMessages()));
            retried.left().forEach((why, count) -> Lines.row(out, Amounts.count(count), because(why)));
        }
        if (retried.failed() > 0) {
            out.println("failed to move " + messages(retried.failed()) + ", which are where they were; try again");
        }
        if (retried.doubled() > 0) {
            out.println(messages(retried.doubled())
                    + " were sent and could not be removed: they will be done, and are still dead letters");
        }
        if (!retried.complete() && retried.problem().isEmpty()) {
            out.println(
                    "stopped before the end: what is left alone must be given back in time; the same command goes on");
        }
    }

    private static String because(LetterChoice.Verdict why) {
        return switch (why) {
            case GOES -> "were chosen";
            case OTHER -> "were not asked for";
            case CAME_SINCE -> "came while the command ran";
            case UNREADABLE -> "cannot be read as tasks and would only come back; --class unreadable moves them";
        };
    }

    /** Field names are part of the contract. */
    void json(PrintStream out) throws IOException {
        SummaryJson.write(out, json -> {
            json.writeBooleanField("dryRun", mode == LetterRetry.Mode.REHEARSE);
            json.writeNumberField("moved", retried.movedMessages());
            json.writeNumberField("movedTasks", retried.movedTasks());
            json.writeObjectFieldStart("movedByClass");
            for (Map.Entry<String, Long> entry : retried.moved().entrySet()) {
                json.writeNumberField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("left", retried.leftMessages());
            json.writeObjectFieldStart("leftBecause");
            for (Map.Entry<LetterChoice.Verdict, Long> entry : retried.left().entrySet()) {
                json.writeNumberField(Words.of(entry.getKey()), entry.getValue());
            }
            json.writeEndObject();
            json.writeNumberField("failed", retried.failed());
            json.writeNumberField("alsoLeft", retried.doubled());
            json.writeBooleanField("complete", retried.complete());
        });
    }

    private static String messages(long count) {
        return Amounts.count(count) + (count == 1 ? " message" : " messages");
    }

    private static String tasks(long count) {
        return Amounts.count(count) + (count == 1 ? " task" : " tasks");
    }
}
