package io.replicationhub.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/**
 * One side of a diff over millions of keys as a process of its own. Prints {@code READY endpoint} and serves until its
 * standard input ends.
 *
 * <p>{@code --keys N --dirs N (0: flat) --side source|destination --differ-every N (0: never) --delay-ms N}
 */
public final class SyntheticLister {
    private SyntheticLister() {}

    public static void main(String[] given) throws IOException {
        Arguments arguments = Arguments.parse(given, Set.of());
        InstantSource clock = InstantSource.system();
        Service service = new SyntheticService(
                new KeyFormula((int) arguments.number("--keys", 1_000_000), (int) arguments.number("--dirs", 0)),
                arguments.text("--side", "source").equals("source")
                        ? SyntheticService.Side.SOURCE
                        : SyntheticService.Side.DESTINATION,
                (int) arguments.number("--differ-every", 0),
                clock);
        Duration delay = Duration.ofMillis(arguments.number("--delay-ms", 0));
        try (HttpServer server = HttpServer.start(service, Optional.empty(), delay, clock)) {
            System.out.println("READY " + server.endpoint());
            while (System.in.read() >= 0) {}
        }
    }
}
