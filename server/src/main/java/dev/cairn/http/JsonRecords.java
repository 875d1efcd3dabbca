package dev.cairn.http;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/// Records that came as a JSON array from a database, and mostly leave as the same one: it is only taken apart for who
/// looks into it. [JsonTexts] is the same for texts by their names.
@JsonSerialize(using = JsonRecords.AsTheyCame.class)
public final class JsonRecords<T> extends AbstractList<T> {
    private final String array;
    private final Class<T> type;
    private @Nullable List<T> read;

    /// @param array a JSON array of objects, which are written as records of the type are
    public JsonRecords(String array, Class<T> type) {
        this.array = array;
        this.type = type;
    }

    @Override
    public T get(int index) {
        return records().get(index);
    }

    @Override
    public int size() {
        return records().size();
    }

    /// Asked before each writing, so that it is seen without reading: an object begins with a brace.
    @Override
    public boolean isEmpty() {
        return array.indexOf('{') < 0;
    }

    private List<T> records() {
        List<T> known = read;
        if (known == null) {
            known = Json.readAll(array.getBytes(StandardCharsets.UTF_8), type);
            read = known;
        }
        return known;
    }

    /// Writes the array that they are.
    static final class AsTheyCame extends ValueSerializer<JsonRecords<?>> {
        @Override
        public void serialize(JsonRecords<?> records, JsonGenerator json, SerializationContext context) {
            json.writeRawValue(records.array);
        }

        @Override
        public boolean isEmpty(SerializationContext context, JsonRecords<?> records) {
            return records.isEmpty();
        }
    }
}
