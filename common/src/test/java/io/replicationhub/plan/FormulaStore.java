package io.replicationhub.plan;

import io.replicationhub.object.ETag;
import io.replicationhub.object.ListPage;
import io.replicationhub.object.ListRequest;
import io.replicationhub.object.ListedObject;
import io.replicationhub.object.ObjectKey;
import io.replicationhub.object.ObjectStamp;
import io.replicationhub.object.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/** Lists keys that a formula makes of ascending numbers: millions of them, and none is kept. */
final class FormulaStore extends ListedStore {
    final AtomicInteger listsUnderWay = new AtomicInteger();
    final AtomicInteger mostListsUnderWay = new AtomicInteger();
    private final long count;
    private final LongFunction<String> keys;
    private final LongPredicate absent;
    private final LongPredicate other;

    /**
     * @param keys of the numbers from 0 to {@code count}, ascending
     * @param absent numbers without an object
     * @param other numbers whose object is longer than elsewhere
     */
    FormulaStore(long count, LongFunction<String> keys, LongPredicate absent, LongPredicate other) {
        this.count = count;
        this.keys = keys;
        this.absent = absent;
        this.other = other;
    }

    static FormulaStore of(long count, LongFunction<String> keys) {
        return new FormulaStore(count, keys, n -> false, n -> false);
    }

    @Override
    public ListPage list(ListRequest request) throws StorageException {
        lists.incrementAndGet();
        mostListsUnderWay.accumulateAndGet(listsUnderWay.incrementAndGet(), Math::max);
        pause();
        listsUnderWay.decrementAndGet();
        String after = request.cursor().or(request::startAfter).orElse("");
        List<ListedObject> page = new ArrayList<>(pageSize);
        long n = firstAfter(after);
        for (; n < count && page.size() < pageSize; n++) {
            if (!absent.test(n)) {
                page.add(object(n));
            }
        }
        return new ListPage(page, n < count ? Optional.of(keys.apply(n - 1)) : Optional.empty());
    }

    private ListedObject object(long n) {
        ETag etag = new ETag(hex(n * 0x9E3779B97F4A7C15L) + hex(n));
        ObjectStamp stamp = new ObjectStamp(other.test(n) ? 5 : 4, etag, DiffTesting.T0);
        return ListedObject.of(new ObjectKey(keys.apply(n)), stamp);
    }

    private long firstAfter(String after) {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (ObjectKey.compareUtf8(keys.apply(middle), after) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    static String padded(String prefix, long n, int digits) {
        char[] text = new char[prefix.length() + digits];
        prefix.getChars(0, prefix.length(), text, 0);
        for (int i = text.length - 1; i >= prefix.length(); i--) {
            text[i] = (char) ('0' + n % 10);
            n /= 10;
        }
        return new String(text);
    }

    static String hex(long n) {
        char[] text = new char[16];
        for (int i = 15; i >= 0; i--) {
            text[i] = "0123456789abcdef".charAt((int) (n & 15));
            n >>>= 4;
        }
        return new String(text);
    }

    static String flat(long n) {
        return padded("k", n, 9);
    }

    /** 1,000 keys a folder. */
    static String tree(long n) {
        return padded(padded("p", n / 1000, 4) + "/k", n % 1000, 9);
    }

    /** Long names, all alike at first, 50 days a month. */
    static String logs(long n) {
        return padded(
                        padded(
                                        padded("logs/application=frontend/year=20", n / 240_000, 2) + "/month=",
                                        n / 20_000 % 12,
                                        2)
                                + "/day=",
                        n / 1000 % 20,
                        2)
                .concat(padded("/part-", n % 1000, 5));
    }

    /** Evenly spread over all hexadecimal names. */
    static String spread(long n) {
        return hex(n * 9_000_000_000_000L);
    }
}
