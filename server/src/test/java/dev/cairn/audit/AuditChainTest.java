package dev.cairn.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.access.Act;
import dev.cairn.config.KeyPlace;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.encryption.KeySource;
import dev.cairn.encryption.Keys;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.audit.AuditRecord;
import dev.cairn.protocol.audit.SearchAudit;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The chain of records, and what shows that somebody changed it.
@OnEachDatabase
class AuditChainTest {
    private final TestDatabase kind;
    private final AtomicLong now = new AtomicLong(1_000_000);
    private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());

    @TempDir
    private Path folder;

    private Database plain;
    private Keys keys;
    private Audit audit;

    AuditChainTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        plain = kind.fresh();
        keys = keys();
        audit = new Audit(plain, keys, clock);
    }

    @AfterEach
    void close() {
        plain.close();
    }

    @Test
    void recordsThatNobodyTouchedAreWhole() {
        tell("one", "two", "three");

        Verified verified = audit.verify(Optional.empty());

        assertThat(verified.broken()).isEmpty();
        assertThat(verified.first()).isEqualTo(1);
        assertThat(verified.last()).isEqualTo(3);
    }

    @Test
    void recordsOfAServerThatKeptLessOfEachAreWhole() {
        String entry = """
                {"actor":"ann","action":"old","outcome":"OK","about":{}}""";
        Chain chain = new Chain(keys.dataKey("audit"));
        plain.write(tx -> {
            new AuditStore(tx)
                    .append(List.of(new StoredRecord(1, 1_000, entry, chain.seal(Chain.beginning(), 1, 1_000, entry))));
            return true;
        });
        tell("new");

        assertThat(audit.verify(Optional.empty()).broken()).isEmpty();
        assertThat(all()).extracting(AuditRecord::action).containsExactly("new", "old");
    }

    @Test
    void aChangedRecordShows() {
        tell("one", "two", "three");
        change("UPDATE audit_records SET entry = replace(entry, 'two', 'six') WHERE id = 2");

        Verified verified = audit.verify(Optional.empty());

        assertThat(verified.broken()).hasValue("record 2 is not what was kept");
        assertThat(verified.last()).isEqualTo(1);
    }

    @Test
    void aRecordThatIsTakenOutShows() {
        tell("one", "two", "three");
        change("DELETE FROM audit_records WHERE id = 2");

        assertThat(audit.verify(Optional.empty()).broken()).hasValue("record 2 is not there");
    }

    @Test
    void aChangedTimeShows() {
        tell("one", "two");
        change("UPDATE audit_records SET at = at + 1 WHERE id = 1");

        assertThat(audit.verify(Optional.empty()).broken()).hasValue("record 1 is not what was kept");
    }

    @Test
    void recordsThatChangePlacesShow() {
        tell("one", "two");
        change("UPDATE audit_records SET id = 3 WHERE id = 1");
        change("UPDATE audit_records SET id = 1 WHERE id = 2");
        change("UPDATE audit_records SET id = 2 WHERE id = 3");

        assertThat(audit.verify(Optional.empty()).broken()).isPresent();
    }

    @Test
    void anEndThatIsCutOffShowsByARecordThatIsExpected() {
        tell("one", "two", "three");
        Verified before = audit.verify(Optional.empty());
        String expected = before.last() + ":" + before.seal();
        assertThat(audit.verify(Optional.of(expected)).broken()).isEmpty();
        change("DELETE FROM audit_records WHERE id = 3");
        tell("another");

        assertThat(audit.verify(Optional.empty()).broken()).isEmpty();
        assertThat(audit.verify(Optional.of(expected)).broken()).hasValue("record 3 is not there as it was once kept");
    }

    @Test
    void whatFailsIsKeptNowhere() {
        assertThatThrownBy(() -> Act.here("fail", "ann")
                        .call(() -> audit.database().write(tx -> {
                            tx.update("INSERT INTO workspaces (name) VALUES ('half')");
                            throw ApiException.invalid("no");
                        })))
                .isInstanceOf(ApiException.class);

        assertThat(all()).isEmpty();
    }

    @Test
    void oneThatChangesNothingIsKeptNowhere() {
        Act.here("look", "ann")
                .call(() -> audit.database().write(tx -> tx.update("DELETE FROM workspaces WHERE id = 77")));

        assertThat(all()).isEmpty();
    }

    @Test
    void anActOfManyTransactionsIsKeptOnce() {
        Act.here("many", "ann").call(() -> {
            for (int i = 0; i < 3; i++) {
                String name = "w" + i;
                audit.database().write(tx -> tx.update("INSERT INTO workspaces (name) VALUES (?)", name));
            }
            return true;
        });

        assertThat(all()).hasSize(1);
    }

    @Test
    void manyAtOnceMakeOneChain() throws Exception {
        Audit other = new Audit(plain, keys, clock);
        List<Future<?>> done = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 200; i++) {
                Audit one = i % 2 == 0 ? audit : other;
                String action = "action " + i;
                done.add(threads.submit(() -> one.tell(Act.here(action, "ann"))));
            }
        }
        for (Future<?> one : done) {
            one.get();
        }

        assertThat(audit.verify(Optional.empty()).broken()).isEmpty();
        assertThat(all()).hasSize(200);
    }

    @Test
    void recordsOfManyBlocksAreFound() {
        for (int i = 0; i < 3 * AuditStore.BLOCK; i++) {
            Act act = Act.here("step", i % 1_000 == 0 ? "rare" : "common");
            act.about("run_id", List.of("r" + i % 2));
            audit.tell(act);
        }

        assertThat(search("rare", List.of())).extracting(AuditRecord::id).containsExactly(3001L, 2001L, 1001L, 1L);
        assertThat(search("rare", List.of("run_id=r1"))).isEmpty();
        assertThat(search("common", List.of("run_id=r0"))).hasSize(3 * AuditStore.BLOCK / 2 - 4);
    }

    @Test
    void whatIsTooOldIsRemovedInWholeBlocksAndTheRestIsStillAChain() {
        for (int i = 0; i < AuditStore.BLOCK + 5; i++) {
            tell("old");
        }
        now.addAndGet(Duration.ofDays(30).toMillis());
        tell("new");

        new Retention(audit.database(), Duration.ofDays(20), clock).apply();

        Verified verified = audit.verify(Optional.empty());
        assertThat(verified.broken()).isEmpty();
        assertThat(verified.first()).isEqualTo(AuditStore.BLOCK + 1);
        assertThat(all())
                .extracting(AuditRecord::action)
                .containsOnlyOnce("audit retention")
                .contains("new");
        assertThat(all()).hasSize(7);
    }

    @Test
    void behindAnAbandonedKeyAChangedRecordShows() {
        tell("one", "two");
        Audit anew = abandon();
        anew.tell(Act.here("three", "ann"));
        assertThat(anew.verify(Optional.empty()).first()).isEqualTo(3);
        assertThat(anew.verify(Optional.empty()).abandoned()).isPresent();
        assertThat(anew.verify(Optional.empty()).broken()).isEmpty();

        change("UPDATE audit_records SET entry = replace(entry, 'three', 'four') WHERE id = 4");

        assertThat(anew.verify(Optional.empty()).broken()).hasValue("record 4 is not what was kept");
    }

    @Test
    void aKeyCanBeAbandonedAgain() {
        tell("one");
        abandon();
        Audit last = abandon();

        Verified verified = last.verify(Optional.empty());
        assertThat(verified.first()).isEqualTo(3);
        assertThat(verified.broken()).isEmpty();
    }

    @Test
    void nobodyPretendsThatAKeyWasAbandonedWithoutTheOneOfNow() {
        tell("one");
        abandon();
        Keys.abandon(plain);
        audit = new Audit(plain, keys(), clock);
        tell("two");

        assertThat(audit.verify(Optional.empty()).broken()).hasValue("record 1 is not what was kept");
    }

    private Keys keys() {
        return Keys.open(plain, KeySource.of(new KeyPlace.Managed(folder.resolve("cairn.key"))), clock);
    }

    /// The log after its key was abandoned, under the next one.
    private Audit abandon() {
        Keys.abandon(plain);
        Audit next = new Audit(plain, keys(), clock);
        next.beginAnew(Act.here("cairn keys abandon", "command line"));
        return next;
    }

    @Test
    void aBeginningThatIsCutOffByHandShows() {
        for (int i = 0; i < AuditStore.BLOCK + 5; i++) {
            tell("old");
        }
        plain.write(tx -> {
            AuditStore store = new AuditStore(tx);
            store.remove(store.find(AuditStore.BLOCK).orElseThrow());
            return true;
        });

        assertThat(audit.verify(Optional.empty()).broken())
                .hasValue("no record tells that those up to 1024 were removed");
    }

    private void tell(String... actions) {
        for (String action : actions) {
            audit.tell(Act.here(action, "ann"));
        }
    }

    private void change(String sql) {
        plain.write(tx -> tx.update(sql));
    }

    private List<AuditRecord> all() {
        return search(null, List.of());
    }

    private List<AuditRecord> search(@Nullable String actor, List<String> about) {
        List<AuditRecord> all = new ArrayList<>();
        audit.search(
                new SearchAudit(actor, null, null, null, about, null, null, 1_000, null),
                page -> all.addAll(page.records()));
        return all;
    }
}
