package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A [ServedEntity] in the words of older clients.
public record ServedModel(
        @Nullable String name,
        @Nullable String modelName,
        @Nullable String modelVersion,
        @Nullable String workloadSize,
        @Nullable String workloadType,
        @Nullable Boolean scaleToZeroEnabled,
        @Nullable Integer minProvisionedConcurrency,
        @Nullable Integer maxProvisionedConcurrency,
        Map<String, String> environmentVars,
        @Nullable String creator,
        @Nullable Long creationTimestamp,
        @Nullable ServedState state) {
    public ServedModel {
        environmentVars = Require.mapOrEmpty(environmentVars);
    }

    /// The same in today's words.
    public ServedEntity asEntity() {
        return new ServedEntity(
                name,
                modelName,
                modelVersion,
                workloadSize,
                workloadType,
                scaleToZeroEnabled,
                null,
                minProvisionedConcurrency,
                maxProvisionedConcurrency,
                environmentVars,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// An entity in these words.
    public static ServedModel of(ServedEntity entity) {
        return new ServedModel(
                entity.name(),
                entity.entityName(),
                entity.entityVersion(),
                entity.workloadSize(),
                entity.workloadType(),
                entity.scaleToZeroEnabled(),
                entity.minProvisionedConcurrency(),
                entity.maxProvisionedConcurrency(),
                entity.environmentVars(),
                entity.creator(),
                entity.creationTimestamp(),
                entity.state());
    }
}
