package dev.cairn.http;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records that came as a JSON array.
public final class JsonRecords<T> extends AbstractList<T> implements CameAsJson {
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

    @Override
    public String json() {
        return array;
    }

    /// An object begins with a brace.
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
}
