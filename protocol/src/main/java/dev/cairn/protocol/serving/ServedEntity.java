package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A version of a registered model behind an endpoint. What the server says of it is ignored in requests.
///
/// @param name              what routes call it; the model's name and version if nobody says
/// @param entityName        a registered model of the workspace, or `catalog.schema.model` of the catalogue
/// @param entityVersion     a number, or `@` and an alias, which the endpoint then follows
/// @param workloadSize      `Small`, `Medium` or `Large`: how many requests it works on at a time
/// @param scaleToZeroEnabled whether its model is freed while nobody asks it
/// @param cairnIdleSeconds  after how long that is done; 1800 if nobody says. A word of this server's own
/// @param environmentVars   of the processes of models that need Python: texts, or `{{secrets/SCOPE/KEY}}`
/// @param externalModel     a provider's model; refused
/// @param cairnPlacement    `server` or `kubernetes`: where its model runs; a word of this server's own
/// @param cairnShadow       of whom it is a shadow; a word of this server's own
/// @param creationTimestamp milliseconds since 1970; from the server
/// @param servedVersion     the version that answers now, where an alias is followed; from the server
/// @param state             from the server
public record ServedEntity(
        @Nullable String name,
        @Nullable String entityName,
        @Nullable String entityVersion,
        @Nullable String workloadSize,
        @Nullable String workloadType,
        @Nullable Boolean scaleToZeroEnabled,
        @Nullable Long cairnIdleSeconds,
        @Nullable Integer minProvisionedConcurrency,
        @Nullable Integer maxProvisionedConcurrency,
        Map<String, String> environmentVars,
        @Nullable Map<String, Object> externalModel,
        @Nullable String cairnPlacement,
        @Nullable Shadowing cairnShadow,
        @Nullable String creator,
        @Nullable Long creationTimestamp,
        @Nullable String servedVersion,
        @Nullable ServedState state) {
    public ServedEntity {
        environmentVars = Require.mapOrEmpty(environmentVars);
    }

    /// The same of a model that has another name by now.
    public ServedEntity of(String model) {
        return new ServedEntity(
                name,
                model,
                entityVersion,
                workloadSize,
                workloadType,
                scaleToZeroEnabled,
                cairnIdleSeconds,
                minProvisionedConcurrency,
                maxProvisionedConcurrency,
                environmentVars,
                externalModel,
                cairnPlacement,
                cairnShadow,
                creator,
                creationTimestamp,
                servedVersion,
                state);
    }

    /// The same, with what the server says of it.
    public ServedEntity told(@Nullable String nowServed, ServedState how) {
        return new ServedEntity(
                name,
                entityName,
                entityVersion,
                workloadSize,
                workloadType,
                scaleToZeroEnabled,
                cairnIdleSeconds,
                minProvisionedConcurrency,
                maxProvisionedConcurrency,
                environmentVars,
                externalModel,
                cairnPlacement,
                cairnShadow,
                creator,
                creationTimestamp,
                nowServed,
                how);
    }
}
