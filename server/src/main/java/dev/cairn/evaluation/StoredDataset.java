package dev.cairn.evaluation;

import dev.cairn.protocol.evaluation.EvaluationDataset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A row of `evaluation_datasets`.
record StoredDataset(
        long id,
        String datasetId,
        String name,
        @Nullable String fieldTypes,
        long records,
        String digest,
        long createdTime,
        long lastUpdateTime,
        @Nullable String createdBy,
        @Nullable String lastUpdatedBy) {

    /// The data set as it is sent.
    EvaluationDataset with(Map<String, String> tags, List<String> experimentIds) {
        ObjectNode tagsJson = JsonText.newObject();
        tags.forEach(tagsJson::put);
        return new EvaluationDataset(
                datasetId,
                name,
                JsonText.write(tagsJson),
                fieldTypes,
                records == 0 ? null : "{\"num_records\": %d}".formatted(records),
                digest,
                createdTime,
                lastUpdateTime,
                createdBy,
                lastUpdatedBy,
                experimentIds);
    }
}
