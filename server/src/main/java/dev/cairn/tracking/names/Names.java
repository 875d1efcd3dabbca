package dev.cairn.tracking.names;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cairn.db.Transaction;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// The dictionary of metric, parameter and tag keys: each is stored once and named by a number. Numbers never change,
/// so they are remembered once they are durable. Safe for use by any number of threads.
public final class Names {
    private static final int REMEMBERED = 200_000;

    private final Cache<String, Long> ids =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final KeyNames keys = new KeyNames();
    private final Cache<Long, String> texts =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /// Which of them the runs of each experiment have.
    public KeyNames keys() {
        return keys;
    }

    /// The number of a name, which is given one if it has none.
    public long idOf(Transaction tx, String name) {
        Long known = ids.getIfPresent(name);
        if (known != null) {
            return known;
        }
        return find(tx, name).orElseGet(() -> add(tx, name));
    }

    /// The numbers of names. New ones are given theirs in the order of the alphabet: two transactions that add the same
    /// names would else wait for each other crosswise.
    public ToLongFunction<String> idsOf(Transaction tx, Stream<String> some) {
        Map<String, Long> found = new HashMap<>();
        SortedSet<String> others = new TreeSet<>();
        some.forEach(name -> {
            Long known = ids.getIfPresent(name);
            if (known == null) {
                others.add(name);
            } else {
                found.put(name, known);
            }
        });
        others.forEach(name -> found.put(name, idOf(tx, name)));
        return name -> Objects.requireNonNull(found.get(name));
    }

    /// The number of a name, if anything was ever logged under it.
    public Optional<Long> find(Transaction tx, String name) {
        Long known = ids.getIfPresent(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Long> stored = new NameStore(tx).find(name);
        stored.ifPresent(id -> tx.afterCommit(() -> remember(id, name)));
        return stored;
    }

    /// The name that has a number.
    public String text(Transaction tx, long id) {
        String known = texts.getIfPresent(id);
        if (known != null) {
            return known;
        }
        String stored =
                new NameStore(tx).text(id).orElseThrow(() -> new IllegalStateException("No name with id " + id));
        texts.put(id, stored);
        return stored;
    }

    private long add(Transaction tx, String name) {
        long id = new NameStore(tx).add(name);
        tx.afterCommit(() -> remember(id, name));
        return id;
    }

    private void remember(long id, String name) {
        ids.put(name, id);
        texts.put(id, name);
    }
}
