package io.replicationhub.settings;

import io.replicationhub.config.Nearest;
import io.replicationhub.profile.StoreProfile;
import io.replicationhub.transfer.StorageClassRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The storage class of copies as a user writes it: {@code CLASS} for all; {@code keep} for the source's; {@code FROM=TO}
 * pairs with commas between them for another by each of the source's; {@code keep} before such pairs for the source's
 * but for these.
 */
record StorageClassText(Optional<String> chosen, StorageClassRule rule) {
    static final StorageClassText NOT_SAID = new StorageClassText(Optional.empty(), new StorageClassRule.Given());

    private static final String FORMS = "a class, keep, or FROM=TO pairs with commas between them";
    private static final String KEEP = "keep";
    /** It stands in a header. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /**
     * @param from whose classes the source's are, where they are known
     * @param to whose classes the destination's are
     * @throws IllegalArgumentException whose message says what was expected
     */
    static StorageClassText parse(String text, StoreProfile from, StoreProfile to) {
        List<String> items = List.of(text.split(",", -1));
        boolean keeps = items.getFirst().strip().equalsIgnoreCase(KEEP);
        if (!keeps && items.size() == 1 && text.indexOf('=') < 0) {
            return new StorageClassText(Optional.of(named(text, to)), new StorageClassRule.Given());
        }
        SortedMap<String, String> pairs = new TreeMap<>();
        for (String pair : items.subList(keeps ? 1 : 0, items.size())) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(FORMS);
            }
            if (pairs.put(named(pair.substring(0, equals), from), named(pair.substring(equals + 1), to)) != null) {
                throw new IllegalArgumentException(FORMS + ", each FROM once");
            }
        }
        if (!keeps) {
            return new StorageClassText(Optional.empty(), new StorageClassRule.Mapped(pairs));
        }
        String usual = from.storageClasses().value().unnamed();
        if (!usual.isEmpty()) {
            // By whatever name the source has it, it is the destination's usual class.
            pairs.putIfAbsent(usual, StorageClassRule.UNNAMED);
        }
        return new StorageClassText(Optional.empty(), new StorageClassRule.Kept(pairs));
    }

    private static String named(String text, StoreProfile service) {
        String name = text.strip();
        List<String> known = service.storageClasses().value().names();
        if (known.isEmpty() && NAME.matcher(name).matches()) {
            return name;
        }
        Map<String, String> spelt = new TreeMap<>();
        known.forEach(each -> spelt.put(each.toUpperCase(Locale.ROOT), each));
        String found = spelt.get(name.toUpperCase(Locale.ROOT));
        if (found != null) {
            return found;
        }
        String classes = known.isEmpty()
                ? ""
                : "; " + service.title() + " has the classes " + String.join(", ", known)
                        + Nearest.to(name.toUpperCase(Locale.ROOT), spelt.keySet())
                                .map(meant -> "; did you mean " + spelt.get(meant) + "?")
                                .orElse("");
        throw new IllegalArgumentException(FORMS + classes);
    }
}
