package dev.cairn.protocol.traces;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;
import org.jspecify.annotations.Nullable;

/// Where a trace is kept: in an experiment. The other places are of servers that this one is not.
public record TraceLocation(@Nullable Type type, @Nullable MlflowExperiment mlflowExperiment) {

    public static TraceLocation of(String experimentId) {
        return new TraceLocation(Type.MLFLOW_EXPERIMENT, new MlflowExperiment(experimentId));
    }

    public record MlflowExperiment(String experimentId) {}

    /// The protobuf numbers are 0 to 2.
    public enum Type {
        TRACE_LOCATION_TYPE_UNSPECIFIED,
        MLFLOW_EXPERIMENT,
        INFERENCE_TABLE;

        @JsonCreator
        public static Type of(Object wire) {
            return WireEnum.of(Type.class, 0, wire);
        }
    }
}
