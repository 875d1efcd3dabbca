package dev.cairn.traces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Tags and metadata, which are kept by the row and by the trace.
@OnEachDatabase
class TraceTextsTest {
    private final Tracer tracer;
    private final long trace;
    private final Map<String, String> tags = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();

    TraceTextsTest(TestDatabase kind) {
        tracer = new Tracer(kind.fresh());
        String id = "tr-texts";
        tracer.start(Tracer.told(tracer.experiment(), id, Map.of(), Map.of()));
        trace = tracer.database.read(tx -> tx.number("SELECT id FROM traces WHERE trace_id = ?", id));
        tags.putAll(shown().tags());
        metadata.putAll(shown().metadata());
    }

    @AfterEach
    void close() {
        tracer.database.close();
    }

    @Test
    void whatIsShownIsWhatWasWritten() {
        Random random = new Random(4);
        for (int i = 0; i < 200; i++) {
            String key = "k" + random.nextInt(6);
            String value = "\"v\" \\ ü 🦜 " + i;
            switch (random.nextInt(4)) {
                case 0 -> {
                    write(texts -> texts.tag(trace, key, value));
                    tags.put(key, value);
                }
                case 1 -> {
                    write(texts -> texts.metadata(trace, key, value));
                    metadata.put(key, value);
                }
                case 2 -> {
                    write(texts -> texts.metadataIfNone(trace, key, value));
                    metadata.putIfAbsent(key, value);
                }
                default ->
                    assertThat(tracer.database.<Boolean>write(tx -> new TraceTextStore(tx).deleteTag(trace, key)))
                            .isEqualTo(tags.remove(key) != null);
            }
            assertShown();
        }
        assertThat(isInOnePiece()).isTrue();
    }

    @Test
    void whereTheyAreManyTheyAreShownRowByRow() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 30; i++) {
            many.put("many-" + i, "x".repeat(8_000));
        }
        write(texts -> texts.tags(trace, many));
        tags.putAll(many);
        assertShown();
        assertThat(isInOnePiece()).isFalse();

        write(texts -> texts.tag(trace, "one", "more"));
        tags.put("one", "more");
        assertShown();
        many.keySet().forEach(key -> tracer.database.write(tx -> new TraceTextStore(tx).deleteTag(trace, key)));
        tags.keySet().removeAll(many.keySet());
        assertShown();
        assertThat(isInOnePiece()).isFalse();
    }

    private void write(java.util.function.Consumer<TraceTextStore.Writes> some) {
        TraceTextStore.Writes texts = new TraceTextStore.Writes();
        some.accept(texts);
        tracer.database.write(tx -> {
            new TraceTextStore(tx).write(texts);
            return true;
        });
    }

    private void assertShown() {
        assertThat(shown().tags()).isEqualTo(tags);
        assertThat(shown().metadata()).isEqualTo(metadata);
    }

    private TraceTextStore.Texts shown() {
        return Objects.requireNonNull(tracer.database
                .read(tx -> new TraceTextStore(tx).of(new long[] {trace}))
                .get(trace));
    }

    private boolean isInOnePiece() {
        return tracer.database.<Long>read(tx -> tx.number(
                        "SELECT count(*) FROM trace_texts WHERE trace = ? AND COALESCE(tags, metadata) IS NOT NULL",
                        trace))
                == 1;
    }
}
