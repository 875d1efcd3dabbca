package dev.cairn.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The example of an input that lies beside a model.
///
/// @param path         the file that holds it
/// @param kind         `dataframe`, `ndarray`, `json_object`, `sparse_matrix_csc` or `sparse_matrix_csr`
/// @param pandasOrient of a dataframe: `split` or `records`
/// @param withParams   whether the file holds parameters too
/// @param servingPath  the file with the same as a request to `/invocations`, null for none
public record InputExample(
        String path,
        String kind,
        @Nullable String pandasOrient,
        boolean withParams,
        @Nullable String servingPath) {

    /// A request to `/invocations` that is its own example.
    public static InputExample request(String path) {
        return new InputExample(path, "json_object", null, false, path);
    }

    /// The same as an `MLmodel` file has it, with what that says besides.
    Map<String, Object> json(Map<String, Object> before) {
        Map<String, Object> json = new LinkedHashMap<>(before);
        json.put("artifact_path", path);
        json.put("type", kind);
        put(json, "pandas_orient", pandasOrient);
        put(json, "serving_input_path", servingPath);
        put(json, "params", withParams ? true : null);
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value);
        } else {
            json.remove(name);
        }
    }

    static InputExample of(Map<String, Object> json) {
        return new InputExample(
                Objects.requireNonNullElse(text(json, "artifact_path"), ""),
                Objects.requireNonNullElse(text(json, "type"), ""),
                text(json, "pandas_orient"),
                Boolean.TRUE.equals(json.get("params")),
                text(json, "serving_input_path"));
    }

    private static @Nullable String text(Map<String, Object> json, String name) {
        return json.get(name) instanceof String text ? text : null;
    }
}
