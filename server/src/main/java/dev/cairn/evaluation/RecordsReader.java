package dev.cairn.evaluation;

import dev.cairn.http.ApiException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the JSON array of records that a client sends, one record in memory as a tree at a time.
final class RecordsReader {
    /// Records of one request.
    static final int MAX_RECORDS = 50_000;

    /// Characters of one record.
    static final int MAX_RECORD = 4 * 1024 * 1024;

    private static final String NOT_AN_ARRAY = "records must be a JSON array of objects";

    private final List<DraftRecord> records = new ArrayList<>();
    private final FieldTypes fields = FieldTypes.of(null);

    private RecordsReader() {}

    static RecordsReader read(String text) {
        RecordsReader reader = new RecordsReader();
        try (JsonParser parser = JsonText.parser(text)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw ApiException.invalid(NOT_AN_ARRAY);
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                reader.add(parser.readValueAsTree());
            }
            if (parser.nextToken() != null) {
                throw ApiException.invalid(NOT_AN_ARRAY);
            }
        } catch (JacksonException malformed) {
            throw JsonText.malformed("records", malformed);
        }
        return reader;
    }

    List<DraftRecord> records() {
        return records;
    }

    /// The fields of these records.
    FieldTypes fields() {
        return fields;
    }

    private void add(JsonNode sent) {
        String path = "records[%d]".formatted(records.size());
        if (records.size() >= MAX_RECORDS) {
            throw ApiException.invalid("At most %d records are accepted at a time; send the rest in further calls."
                    .formatted(MAX_RECORDS));
        }
        if (!(sent instanceof ObjectNode record)) {
            throw ApiException.invalid(path + " must be a JSON object");
        }
        DraftRecord draft = draft(path, record);
        if (StoredRecord.of("", draft, 0).size() > MAX_RECORD) {
            throw ApiException.invalid("%s has more than %d characters".formatted(path, MAX_RECORD));
        }
        records.add(draft);
    }

    private DraftRecord draft(String path, ObjectNode record) {
        JsonNode inputs = record.has("inputs") ? record.path("inputs") : JsonText.newObject();
        if (!inputs.isObject()) {
            throw ApiException.invalid(path + ".inputs must be a JSON object");
        }
        ObjectNode expectations = object(path, record, "expectations");
        ObjectNode tags = object(path, record, "tags");
        JsonNode outputs = record.path("outputs");
        JsonNode source = record.path("source");
        fields.add("inputs", inputs);
        fields.add("outputs", outputs);
        if (expectations != null) {
            fields.add("expectations", expectations);
        }
        return new DraftRecord(
                Digest.of(JsonText.canonical(inputs)),
                JsonText.write(inputs),
                record.has("outputs"),
                text(outputs),
                text(expectations),
                text(tags),
                isNone(source)
                        ? null
                        : text(RecordSource.checked(path + ".source", source).json()),
                tags == null ? null : tags.path(EvaluationDatasets.USER_TAG).asString(null));
    }

    /// Whether Python would call a source false.
    private static boolean isNone(JsonNode source) {
        return source.isNull() || source.isMissingNode() || (source.isObject() && source.isEmpty());
    }

    private static @Nullable ObjectNode object(String path, ObjectNode record, String field) {
        JsonNode value = record.path(field);
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.invalid("%s.%s must be a JSON object".formatted(path, field));
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode() ? null : JsonText.write(value);
    }
}
