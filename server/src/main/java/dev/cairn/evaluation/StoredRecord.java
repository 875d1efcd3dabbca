package dev.cairn.evaluation;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/// A row of `evaluation_dataset_records`.
public record StoredRecord(
        String recordId,
        String inputHash,
        String inputs,
        @Nullable String outputs,
        @Nullable String expectations,
        String tags,
        @Nullable String source,
        long createdTime,
        long lastUpdateTime,
        @Nullable String createdBy,
        @Nullable String lastUpdatedBy) {
    private static final String EMPTY = "{}";

    /// A record of another server, its texts in the form in which this one has them.
    ///
    /// @throws dev.cairn.http.ApiException if they are not JSON
    public StoredRecord checked() {
        JsonNode json = JsonText.object("inputs", inputs);
        return new StoredRecord(
                recordId,
                Digest.of(JsonText.canonical(json)),
                JsonText.write(json),
                same("outputs", outputs),
                same("expectations", expectations),
                Objects.requireNonNullElse(same("tags", tags), EMPTY),
                same("source", source),
                createdTime,
                lastUpdateTime,
                createdBy,
                lastUpdatedBy);
    }

    private static @Nullable String same(String what, @Nullable String json) {
        return json == null ? null : JsonText.write(JsonText.read(what, json));
    }

    static StoredRecord of(String recordId, DraftRecord draft, long now) {
        return new StoredRecord(
                recordId,
                draft.inputHash(),
                draft.inputs(),
                draft.namesOutputs() ? draft.outputs() : EMPTY,
                draft.expectations(),
                Objects.requireNonNullElse(draft.tags(), EMPTY),
                draft.source(),
                now,
                now,
                draft.user(),
                draft.user());
    }

    /// This record after a client sent one with the same inputs: outputs are replaced, expectations and tags are
    /// added to, the source stays.
    StoredRecord merged(DraftRecord draft, long now) {
        return new StoredRecord(
                recordId,
                inputHash,
                inputs,
                draft.namesOutputs() ? draft.outputs() : outputs,
                merged(expectations, draft.expectations()),
                Objects.requireNonNullElse(merged(tags, draft.tags()), EMPTY),
                source,
                createdTime,
                now,
                createdBy,
                draft.user() == null ? lastUpdatedBy : draft.user());
    }

    private static @Nullable String merged(@Nullable String known, @Nullable String added) {
        if (known == null || added == null) {
            return added == null ? known : added;
        }
        ObjectNode merged = JsonText.object("stored", known);
        merged.setAll(JsonText.object("added", added));
        return JsonText.write(merged);
    }

    /// Characters of its texts.
    long size() {
        return (long) inputs.length() + length(outputs) + length(expectations) + tags.length() + length(source);
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /// The record as it is sent.
    ObjectNode json(String datasetId) {
        ObjectNode json =
                JsonText.newObject().put("dataset_record_id", recordId).put("dataset_id", datasetId);
        putRaw(json, "inputs", inputs);
        putRaw(json, "outputs", outputs);
        putRaw(json, "expectations", expectations);
        putRaw(json, "tags", tags);
        if (source != null) {
            RecordSource.of(source).putInto(json);
        }
        putText(json, "created_by", createdBy);
        putText(json, "last_updated_by", lastUpdatedBy);
        return json.put("created_time", createdTime).put("last_update_time", lastUpdateTime);
    }

    private static void putRaw(ObjectNode json, String field, @Nullable String text) {
        if (text != null) {
            json.putRawValue(field, new RawValue(text));
        }
    }

    private static void putText(ObjectNode json, String field, @Nullable String text) {
        if (text != null) {
            json.put(field, text);
        }
    }
}
