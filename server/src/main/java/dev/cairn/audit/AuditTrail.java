package dev.cairn.audit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cairn.access.Act;
import dev.cairn.db.Trail;
import dev.cairn.db.Transaction;
import dev.cairn.http.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Appends what is done to the log. What comes by the thousand is appended once a minute for the same person, address
/// and thing.
final class AuditTrail implements Trail {
    private static final Duration OFTEN = Duration.ofMinutes(1);
    private static final long MOST_OFTEN = 100_000;

    /// What nobody can make up who is refused.
    private static final Set<String> VOUCHED = Set.of("reason", "issuer", "subject");

    private final Chain chain;
    private final InstantSource clock;
    private final Cache<Key, Boolean> lately = Caffeine.newBuilder()
            .expireAfterWrite(OFTEN)
            .maximumSize(MOST_OFTEN)
            .build();

    /// What the newest block, as far as this server knows, is known to have.
    private volatile KnownTerms known = new KnownTerms(-1);

    AuditTrail(Chain chain, InstantSource clock) {
        this.chain = chain;
        this.clock = clock;
    }

    @Override
    public boolean needs(Act act) {
        return !act.isKept() && !(act.isOften() && lately.getIfPresent(Key.of(act)) != null);
    }

    @Override
    public void keep(Transaction tx, List<Act> acts) {
        Map<Object, Act> each = new LinkedHashMap<>();
        acts.forEach(act -> each.putIfAbsent(act.isOften() ? Key.of(act) : act, act));
        append(tx, each.values().stream().map(AuditEntry::of).toList());
        tx.afterCommit(() -> {
            acts.forEach(Act::keep);
            each.keySet().forEach(this::remember);
        });
    }

    /// Knows for a while what comes often.
    private void remember(Object kept) {
        if (kept instanceof Key often) {
            lately.put(often, true);
        }
    }

    private void append(Transaction tx, List<AuditEntry> entries) {
        AuditStore store = new AuditStore(tx);
        store.alone();
        StoredRecord last = store.last().orElseGet(StoredRecord::none);
        long time = Math.max(last.time(), clock.millis());
        List<StoredRecord> records = new ArrayList<>();
        Map<Long, List<AuditEntry>> blocks = new LinkedHashMap<>();
        for (AuditEntry entry : entries) {
            String json = new String(Json.write(entry), StandardCharsets.UTF_8);
            long id = last.id() + 1;
            last = new StoredRecord(id, time, json, chain.seal(last.seal(), id, time, json));
            records.add(last);
            blocks.computeIfAbsent(AuditStore.block(id), block -> new ArrayList<>())
                    .add(entry);
        }
        store.append(records);
        blocks.forEach((block, some) -> addTerms(tx, block, some));
    }

    private void addTerms(Transaction tx, long block, List<AuditEntry> entries) {
        KnownTerms before = known;
        Set<String> added = AuditEntry.terms(entries)
                .filter(term -> !before.has(block, term))
                .collect(Collectors.toUnmodifiableSet());
        if (!added.isEmpty()) {
            new AuditStore(tx).addTerms(block, added);
            tx.afterCommit(() -> learn(block, added));
        }
    }

    private synchronized void learn(long block, Set<String> terms) {
        known = known.with(block, terms);
    }

    /// What makes an act the same as another one.
    private record Key(String actor, String via, String address, String action, String outcome, Map<String, ?> about) {
        /// Whoever is refused without saying who they are is the same, whatever they try, but for the reason and for
        /// whom another vouched.
        static Key of(Act act) {
            Map<String, ?> about = Map.copyOf(act.about());
            if (!act.actor().isEmpty() || act.outcome().equals(Act.DONE)) {
                return new Key(act.actor(), act.via(), act.address(), act.action(), act.outcome(), about);
            }
            Map<String, Object> vouched = new HashMap<>(about);
            vouched.keySet().retainAll(VOUCHED);
            return new Key("", "", act.address(), "", act.outcome(), vouched);
        }
    }
}
