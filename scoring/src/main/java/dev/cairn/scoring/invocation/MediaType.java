package dev.cairn.scoring.invocation;

import dev.cairn.scoring.text.PythonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A `Content-Type` as MLflow's scoring server reads it: a name, and parameters of which only `charset` is known.
record MediaType(String name, String text, Map<String, String> parameters) {
    static final String JSON = "application/json";
    static final String CSV = "text/csv";
    static final String ARROW = "application/vnd.apache.arrow.stream";
    static final String PARQUET = "application/vnd.apache.parquet";
    private static final List<String> READ = List.of(CSV, JSON, PARQUET, ARROW);
    private static final String CHARSET = "charset";
    private static final String UTF_8 = "utf-8";

    static MediaType parse(String text) {
        List<String> parts = Stream.of(text.split(";", -1)).map(String::strip).toList();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : parts.subList(1, parts.size())) {
            int equals = pair.indexOf('=');
            parameters.put(equals < 0 ? pair : pair.substring(0, equals), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return new MediaType(parts.getFirst(), text, parameters);
    }

    /// Why requests of this type are not read, empty where they are.
    String refusal() {
        if (!parameters.getOrDefault(CHARSET, UTF_8).toLowerCase(Locale.ROOT).equals(UTF_8)) {
            return "The scoring server only supports UTF-8";
        }
        List<String> unknown =
                parameters.keySet().stream().filter(key -> !key.equals(CHARSET)).toList();
        if (!unknown.isEmpty()) {
            return "Unrecognized content type parameters: %s. ".formatted(String.join(", ", unknown));
        }
        return READ.contains(name)
                ? ""
                : "This predictor only supports the following content types: Types: [%s]. Got '%s'."
                        .formatted(READ.stream().map(PythonText::quoted).collect(Collectors.joining(", ")), text);
    }
}
