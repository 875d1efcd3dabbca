package dev.cairn.scoring;

import dev.cairn.scoring.text.PythonText;
import tools.jackson.databind.JsonNode;

/// A parameter that a signature declares; `array` when it takes a list of its type.
public record ParamSpec(String name, ColumnType type, JsonNode defaultValue, boolean array) {
    /// The parameter as MLflow prints it.
    @Override
    public String toString() {
        return "%s: %s (default: %s)%s"
                .formatted(PythonText.quoted(name), type, printedDefault(), array ? " (shape: (-1,))" : "");
    }

    private String printedDefault() {
        if (!defaultValue.isString()) {
            return PythonText.printed(defaultValue);
        }
        return type == DataType.DATETIME ? defaultValue.asString().replace('T', ' ') : defaultValue.asString();
    }
}
