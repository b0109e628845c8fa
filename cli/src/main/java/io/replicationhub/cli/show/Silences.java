package io.replicationhub.cli.show;

import io.replicationhub.plan.Side;
import io.replicationhub.retry.Silence;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which sides a run waits for at this moment because they do not answer: else it would seem to stand still. */
public record Silences(Optional<Silence> source, Optional<Silence> destination) {
    public static final Silences NONE = new Silences(Optional.empty(), Optional.empty());
    /** What is shorter is the trouble of one request, and over before it is read. */
    private static final Duration NOTEWORTHY = Duration.ofSeconds(2);

    public static Silences of(Function<Side, Stream<Optional<Silence>>> heard) {
        return new Silences(longest(heard.apply(Side.SOURCE)), longest(heard.apply(Side.DESTINATION)));
    }

    private static Optional<Silence> longest(Stream<Optional<Silence>> heard) {
        return heard.flatMap(Optional::stream)
                .filter(silence -> silence.lasting().compareTo(NOTEWORTHY) >= 0)
                .max((one, other) -> one.lasting().compareTo(other.lasting()));
    }

    /** With reasons, to follow on a line. */
    String line() {
        return each((side, silence) ->
                "; the " + side + " has not answered for " + Amounts.time(silence.lasting()) + ": " + silence.reason());
    }

    /** In few words, to go first where there is little room. */
    String brief() {
        return each((side, silence) ->
                " " + side + " silent for " + silence.lasting().toSeconds() + " s,");
    }

    private String each(BiFunction<String, Silence, String> text) {
        return Stream.concat(
                        source.map(silence -> text.apply("source", silence)).stream(),
                        destination.map(silence -> text.apply("destination", silence)).stream())
                .collect(Collectors.joining());
    }
}
