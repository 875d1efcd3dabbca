package dev.cairn.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.db.OnEachDatabase;
import dev.cairn.db.TestDatabase;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.traces.TraceInfo;
import dev.cairn.protocol.traces.TraceState;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@OnEachDatabase
class TraceStartsTest {
    private final Tracer tracer;
    private final Tracer stranger;
    private final String experiment;
    private final String id = Tracer.traceId();

    TraceStartsTest(TestDatabase kind) {
        tracer = new Tracer(kind);
        stranger = new Tracer(kind);
        experiment = tracer.experiment();
    }

    @Test
    void aTraceIsReadAsItWasTold() {
        TraceInfo told =
                Tracer.told(experiment, id, Map.of("mlflow.trace.session", "s"), Map.of("mlflow.traceName", "predict"));

        TraceInfo started = tracer.start(told);

        assertThat(tracer.info(id)).isEqualTo(started);
        assertThat(started.requestTime()).isEqualTo("2024-05-01T12:00:00.250Z");
        assertThat(started.executionDuration()).isEqualTo("1.500s");
        assertThat(started.state()).isEqualTo(TraceState.OK);
        assertThat(started.requestPreview()).isEqualTo("what?");
        assertThat(started.responsePreview()).isEqualTo("that");
        assertThat(started.clientRequestId()).isEqualTo("request of " + id);
        assertThat(started.traceMetadata())
                .isEqualTo(Map.of("mlflow.trace.session", "s", "mlflow.trace.infoFinalized", "true"));
        assertThat(started.tags()).containsEntry("mlflow.traceName", "predict");
        assertThat(started.tags().get("mlflow.artifactLocation"))
                .startsWith("mlflow-artifacts:/e")
                .endsWith("/traces/" + id + "/artifacts");
    }

    @Test
    void whatIsToldAgainIsAddedToWhatWasThere() {
        tracer.start(Tracer.told(experiment, id, Map.of("a", "1", "b", "1"), Map.of("x", "1")));
        tracer.start(Tracer.told(experiment, id, Map.of("b", "2"), Map.of("y", "2")));

        assertThat(tracer.info(id).traceMetadata()).containsEntry("a", "1").containsEntry("b", "2");
        assertThat(tracer.info(id).tags()).containsEntry("x", "1").containsEntry("y", "2");
    }

    @Test
    void aTraceOfOthersIsNeitherSeenNorTakenOver() {
        tracer.start(Tracer.told(experiment, id, Map.of(), Map.of()));

        assertThatThrownBy(() -> stranger.info(id))
                .isInstanceOf(ApiException.class)
                .hasMessage("Trace with ID '%s' not found.", id);
        assertThatThrownBy(() -> stranger.start(Tracer.told(stranger.experiment(), id, Map.of(), Map.of("x", "y"))))
                .isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> stranger.start(Tracer.told(experiment, Tracer.traceId(), Map.of(), Map.of())))
                .isInstanceOf(ApiException.class);
        assertThat(tracer.info(id).tags()).doesNotContainKey("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../tr", "a/b", ".", "tr-\u0000", "", "a b"})
    void anIdThatCouldBeAPathIsRefused(String hostile) {
        assertThatThrownBy(() -> tracer.start(Tracer.told(experiment, hostile, Map.of(), Map.of())))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("trace_id");
    }
}
