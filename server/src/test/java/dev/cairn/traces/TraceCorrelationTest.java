package dev.cairn.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.protocol.traces.CalculateTraceFilterCorrelation;
import dev.cairn.traces.search.TraceFinder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class TraceCorrelationTest {
    private final Tracer tracer;
    private final String experiment;

    TraceCorrelationTest(TestDatabase kind) {
        tracer = new Tracer(kind);
        experiment = tracer.experiment();
    }

    @Test
    void tracesAreCountedForEachFilterAndForBoth() {
        start(10, true, true);
        start(10, true, false);
        start(5, false, true);
        start(75, false, false);
        var found = calculate("tags.a = 'x'", "tags.b = 'x'", null);
        assertThat(found.totalCount()).isEqualTo(100);
        assertThat(found.filter1Count()).isEqualTo(20);
        assertThat(found.filter2Count()).isEqualTo(15);
        assertThat(found.jointCount()).isEqualTo(10);
        // log(10 * 100 / (20 * 15)) / log(100 / 10), and log(10.5 * 102 / (21 * 16)) / log(102 / 10.5)
        assertThat(found.npmi()).isCloseTo(Math.log(1000 / 300.0) / Math.log(10), within(1e-12));
        assertThat(found.npmiSmoothed()).isCloseTo(0.5098689991831412, within(1e-12));
        var narrowed = calculate("tags.a = 'x'", "tags.b = 'x'", "tags.a = 'x'");
        assertThat(List.of(narrowed.totalCount(), narrowed.filter2Count(), narrowed.jointCount()))
                .containsExactly(20, 10, 10);
    }

    @Test
    void whatIsNeverTogetherHasMinusOneAndWhatIsNeverThereHasNone() {
        start(3, true, false);
        start(3, false, true);
        assertThat(calculate("tags.a = 'x'", "tags.b = 'x'", null).npmi()).isEqualTo(-1);
        assertThat(calculate("tags.a = 'x'", "tags.c = 'x'", null).npmi()).isNaN();
        assertThat(calculate("tags.a = 'x'", "tags.c = 'x'", null).npmiSmoothed())
                .isNaN();
        assertThat(calculate("tags.a = 'x'", "tags.a = 'x'", "tags.a = 'x'").npmi())
                .isOne();
    }

    private void start(int count, boolean a, boolean b) {
        for (int i = 0; i < count; i++) {
            Map<String, String> tags = new HashMap<>();
            if (a) {
                tags.put("a", "x");
            }
            if (b) {
                tags.put("b", "x");
            }
            tracer.start(Tracer.told(experiment, Tracer.traceId(), Map.of(), tags));
        }
    }

    private CalculateTraceFilterCorrelation.Response calculate(String first, String second, @Nullable String base) {
        return new TraceFinder(tracer.database, tracer.tracking)
                .correlation(
                        tracer.caller, new CalculateTraceFilterCorrelation(List.of(experiment), first, second, base));
    }
}
