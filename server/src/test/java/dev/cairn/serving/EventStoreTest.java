package dev.cairn.serving;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.Database;
import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.serving.ListServingEvents.Event;
import dev.cairn.protocol.serving.ListServingEvents.Kind;
import dev.cairn.protocol.serving.RolloutReason;
import dev.cairn.protocol.serving.RolloutReason.Limit;
import dev.cairn.protocol.serving.ServedReason;
import dev.cairn.serving.EventStore.Happened;
import dev.cairn.serving.reasons.ServedReasons;
import dev.cairn.serving.rollouts.Reasons;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class EventStoreTest {
    private static final RolloutReason SLOW = new RolloutReason(Limit.P95_MS, 7L, 90L, 5.25, null, null);

    private final Database database;
    private long endpoint;

    EventStoreTest(TestDatabase kind) {
        database = kind.fresh();
    }

    @BeforeEach
    void add() {
        endpoint = database.<Long>write(tx -> tx.number("""
                INSERT INTO serving_endpoints
                  (workspace_id, name, creator, creation_time, last_update_time, last_version)
                VALUES (1, 'flowers', 'ann', 5, 5, 0) RETURNING id
                """));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Event kept(Kind kind, @Nullable String was, @Nullable String message) {
        List<Event> events = database.write(tx -> {
            EventStore store = new EventStore(tx);
            store.add(endpoint, new Happened(kind, "new", was, "0", message), "", 5);
            return store.list(endpoint, 0, 1);
        });
        return events.getFirst();
    }

    @Test
    void aRolloutThatWasTurnedBackHasAReasonAndASentence() {
        Event event = kept(Kind.ROLLOUT_TURNED_BACK, "25", Reasons.stored(SLOW));
        assertThat(event.reason()).isEqualTo(SLOW);
        assertThat(event.message()).isEqualTo("At 25 %: " + Reasons.sentence(SLOW));
        assertThat(kept(Kind.ROLLOUT_TURNED_BACK, "25", "It failed.").reason()).isNull();
    }

    @Test
    void aConfigurationThatFailedTellsWhyInValuesAndInASentence() {
        ServedReason why = ServedReason.of(ServedReason.Kind.NO_VERSION, "iris", "@champion", null);
        Event event = kept(Kind.CONFIG_FAILED, null, ServedReasons.stored(why));
        assertThat(event.failure()).isEqualTo(why);
        assertThat(event.message()).isEqualTo(ServedReasons.sentence(why));
        assertThat(event.reason()).isNull();
        assertThat(kept(Kind.CONFIG_FAILED, null, "It failed.").message()).isEqualTo("It failed.");
    }

    private Optional<Long> since(String entity, String version) {
        return database.read(tx -> new EventStore(tx).since(endpoint, entity, version));
    }

    @Test
    void itIsKnownSinceWhenAnEntityAnswersWithAVersion() {
        database.write(tx -> {
            EventStore store = new EventStore(tx);
            store.add(endpoint, Happened.of(Kind.CONFIG_ASKED, "a"), "", 1);
            store.add(endpoint, Happened.change(Kind.VERSION_SERVED, "a", null, "1"), "", 2);
            store.add(endpoint, Happened.change(Kind.VERSION_SERVED, "b", null, "2"), "", 3);
            store.add(endpoint, Happened.change(Kind.VERSION_SERVED, "a", "1", "2"), "", 4);
            store.add(endpoint, Happened.change(Kind.VERSION_SERVED, "a", "2", "1"), "", 5);
            return true;
        });
        assertThat(since("a", "")).contains(2L);
        assertThat(since("a", "1")).contains(2L);
        assertThat(since("a", "2")).contains(4L);
        assertThat(since("", "2")).contains(3L);
        assertThat(since("b", "1")).isEmpty();
    }
}
