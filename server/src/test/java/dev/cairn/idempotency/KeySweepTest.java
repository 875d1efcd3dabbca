package dev.cairn.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.TestCaller;
import dev.cairn.access.Caller;
import dev.cairn.access.Workspace;
import dev.cairn.db.Contents;
import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.encryption.Keys;
import dev.cairn.encryption.TestKeys;
import dev.cairn.http.KeyedCall;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How long a key is known.
@OnEachDatabase
class KeySweepTest {
    private static final int MANY = 1201;

    private final Database database;
    private final AtomicLong now = new AtomicLong(1_000_000_000_000L);
    private final IdempotencyKeys keys;
    private final AtomicInteger calls = new AtomicInteger();

    KeySweepTest(TestDatabase kind) {
        database = kind.fresh();
        keys = keysOf(Contents.plain());
    }

    private IdempotencyKeys keysOf(Contents contents) {
        return new IdempotencyKeys(database.storing(contents), () -> Instant.ofEpochMilli(now.get()));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private String call(String user, String key) {
        return call(keys, user, key);
    }

    private String call(IdempotencyKeys keys, String user, String key) {
        Caller caller = TestCaller.of(user, Workspace.DEFAULT);
        byte[] answer = keys.answer(
                new KeyedCall(caller, "/route", key, Map.of("q", 1), () -> Map.of("call", calls.incrementAndGet())));
        return new String(answer, StandardCharsets.UTF_8);
    }

    @Test
    void aKeyIsKnownForSevenDaysAndThenForgotten() {
        assertThat(call("ann", "k")).isEqualTo("{\"call\":1}");
        now.addAndGet(IdempotencyKeys.KEPT.toMillis());
        assertThat(keys.sweep()).isZero();
        assertThat(call("ann", "k")).isEqualTo("{\"call\":1}");

        now.incrementAndGet();
        assertThat(keys.sweep()).isEqualTo(1);
        assertThat(call("ann", "k")).isEqualTo("{\"call\":2}");
    }

    @Test
    void twoCallersMayUseTheSameKey() {
        assertThat(call("ann", "k")).isEqualTo("{\"call\":1}");
        assertThat(call("bob", "k")).isEqualTo("{\"call\":2}");
        assertThat(call("ann", "k")).isEqualTo("{\"call\":1}");
    }

    @Test
    void aSweepDeletesAnyNumberOfKeys() {
        for (int i = 0; i < MANY; i++) {
            call("ann", "k" + i);
        }
        now.addAndGet(IdempotencyKeys.KEPT.toMillis() + 1);

        assertThat(keys.sweep()).isEqualTo(MANY);
        assertThat(keys.sweep()).isZero();
    }

    @Test
    void anEncryptedAnswerIsKnownToServersWithTheSwitchOnAndOff() {
        Keys dataKeys = TestKeys.of(database);
        IdempotencyKeys off = keysOf(dataKeys.contents(false));
        IdempotencyKeys on = keysOf(dataKeys.contents(true));

        assertThat(call(on, "ann", "on")).isEqualTo("{\"call\":1}");
        assertThat(call(off, "ann", "off")).isEqualTo("{\"call\":2}");

        assertThat(call(off, "ann", "on")).isEqualTo("{\"call\":1}");
        assertThat(call(on, "ann", "off")).isEqualTo("{\"call\":2}");
        List<String> stored = database.read(tx -> tx.query(
                "SELECT answer FROM idempotency_keys", row -> new String(row.getBytes(1), StandardCharsets.UTF_8)));
        assertThat(stored).filteredOn(answer -> answer.contains("call")).hasSize(1);
    }
}
