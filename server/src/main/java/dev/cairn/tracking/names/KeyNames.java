package dev.cairn.tracking.names;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cairn.db.Transaction;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Under which keys the runs of an experiment ever logged something, noted when a key first comes in: nobody has to
/// look at millions of rows to list them. What is known to be noted is remembered, so that logging pays for it once a
/// key.
///
/// Safe for use by any number of threads.
public final class KeyNames {
    public static final String METRICS = "metrics";
    public static final String PARAMS = "params";
    public static final String TAGS = "tags";

    private static final int REMEMBERED = 300_000;

    private final Cache<Key, Boolean> noted =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /// Notes the new ones among keys, in one order: two transactions that note the same ones would else wait for each
    /// other crosswise.
    public void note(Transaction tx, Stream<Key> keys) {
        NavigableSet<Key> others = new TreeSet<>();
        keys.filter(key -> noted.getIfPresent(key) == null).forEach(others::add);
        if (others.isEmpty()) {
            return;
        }
        new NameStore(tx).note(others);
        tx.afterCommit(() -> others.forEach(key -> noted.put(key, true)));
    }

    /// A key under which the runs of an experiment logged something.
    ///
    /// @param kind one of the kinds above
    /// @param name the number of the key's name
    public record Key(long experiment, String kind, long name) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::experiment)
                .thenComparing(Key::kind)
                .thenComparingLong(Key::name);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
