package io.replicationhub.operate.letter;

import io.replicationhub.operate.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A dead-letter queue in memory, by a clock of the test's: what is hidden comes back when its time is over. */
final class MemoryLetterBox implements LetterBox {
    private final InstantSource clock;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final AtomicInteger receipts = new AtomicInteger();
    private Runnable onTake = () -> {};
    private final Set<String> kept = new HashSet<>();
    private boolean refusesBack;
    private int refusals;

    private record Entry(Letter letter, Instant visible) {}

    MemoryLetterBox(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(String id, String failureClass, String body, Instant sent) {
        entries.put(
                id,
                new Entry(
                        Letter.of(id, "", body, Optional.of(failureClass), Optional.of("no"), Optional.of(id), sent, 0),
                        Instant.MIN));
    }

    /** Happens whenever letters are asked for, before they are given. */
    synchronized void onTake(Runnable happening) {
        onTake = happening;
    }

    /** One that it does not remove, and says so. */
    synchronized void keep(String id) {
        kept.add(id);
    }

    synchronized void refuseBack() {
        refusesBack = true;
    }

    /** How often it refused. */
    synchronized int refusals() {
        return refusals;
    }

    synchronized List<String> visible() {
        return entries.values().stream()
                .filter(entry -> !entry.visible.isAfter(clock.instant()))
                .map(entry -> entry.letter.id())
                .toList();
    }

    synchronized List<String> all() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public synchronized Level level() {
        int waiting = visible().size();
        return new Level(waiting, entries.size() - waiting, 0, Optional.empty(), clock.instant());
    }

    @Override
    public synchronized List<Letter> take(int most, Duration hidden, Duration wait) {
        onTake.run();
        List<Letter> taken = new ArrayList<>();
        for (String id : visible().stream().limit(most).toList()) {
            Letter known = Optional.ofNullable(entries.get(id)).orElseThrow().letter;
            Letter shown = new Letter(
                    id,
                    "r" + receipts.incrementAndGet(),
                    known.body(),
                    known.failureClass(),
                    known.reason(),
                    known.work(),
                    known.keyText(),
                    known.sent(),
                    known.received() + 1);
            entries.put(id, new Entry(shown, clock.instant().plus(hidden)));
            taken.add(shown);
        }
        return taken;
    }

    @Override
    public synchronized int giveBack(List<Letter> letters) {
        if (refusesBack) {
            refusals++;
            return letters.size();
        }
        letters.stream()
                .filter(this::isLatest)
                .forEach(letter -> entries.put(letter.id(), new Entry(letter, Instant.MIN)));
        return 0;
    }

    @Override
    public synchronized List<Letter> remove(List<Letter> letters) throws Unreachable {
        letters.stream()
                .filter(this::isLatest)
                .filter(letter -> !kept.contains(letter.id()))
                .forEach(letter -> entries.remove(letter.id()));
        return letters.stream().filter(letter -> kept.contains(letter.id())).toList();
    }

    /** An old receipt does nothing, as at SQS. */
    private boolean isLatest(Letter letter) {
        return Optional.ofNullable(entries.get(letter.id()))
                .filter(entry -> entry.letter.receipt().equals(letter.receipt()))
                .isPresent();
    }
}
