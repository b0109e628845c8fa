package io.replicationhub.operate.letter;

import io.replicationhub.select.Glob;
import java.time.Instant;
import java.util.Optional;

/**
 * Which letters are to be tried again.
 *
 * @param failureClass of them; any where empty, except what cannot be read, which only its own class chooses
 * @param key of them; one of a message's keys is enough, since a message goes whole
 */
public record LetterChoice(Optional<String> failureClass, Optional<Glob> key) {
    /** Why a letter stays, or that it goes. */
    public enum Verdict {
        GOES,
        /** It is not one of those that were asked for. */
        OTHER,
        /** It came after the command was begun; most likely it was tried again and failed again. */
        CAME_SINCE,
        /** It can be no task, and would only come back. */
        UNREADABLE
    }

    /** @param begun by the queue's clock */
    public Verdict of(Letter letter, Instant begun) {
        if (failureClass.isPresent() && !failureClass.get().equals(letter.failureClass())) {
            return Verdict.OTHER;
        }
        if (key.isPresent()
                && letter.keys().stream().noneMatch(name -> key.get().matches(name, 0))) {
            return Verdict.OTHER;
        }
        if (letter.sent().isAfter(begun)) {
            return Verdict.CAME_SINCE;
        }
        return failureClass.isEmpty() && letter.failureClass().equals(Letter.UNREADABLE)
                ? Verdict.UNREADABLE
                : Verdict.GOES;
    }
}
