package dev.cairn.tracking.models;

import dev.cairn.protocol.tracking.LoggedModel;
import dev.cairn.protocol.tracking.LoggedModelData;
import dev.cairn.protocol.tracking.LoggedModelInfo;
import dev.cairn.protocol.tracking.LoggedModelStatus;
import dev.cairn.protocol.tracking.Metric;
import dev.cairn.protocol.tracking.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row of `logged_models`. Times are milliseconds since 1970.
///
/// @param id      the row's own number
/// @param modelId the id on the wire, `m-` and 32 hexadecimal digits
public record StoredModel(
        long id,
        String modelId,
        long experimentId,
        String name,
        String artifactUri,
        LoggedModelStatus status,
        @Nullable String statusMessage,
        @Nullable String modelType,
        @Nullable String sourceRunId,
        long creationTime,
        long lastUpdateTime,
        String lifecycleStage) {

    LoggedModel with(List<Tag> tags, List<Tag> params, List<Metric> metrics) {
        LoggedModelInfo info = new LoggedModelInfo(
                modelId,
                Long.toString(experimentId),
                name,
                creationTime,
                lastUpdateTime,
                artifactUri,
                status,
                modelType,
                sourceRunId,
                statusMessage,
                tags);
        return new LoggedModel(info, new LoggedModelData(params, metrics));
    }
}
