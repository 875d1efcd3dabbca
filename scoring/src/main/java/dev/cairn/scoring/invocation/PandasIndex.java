package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What pandas writes beside a table, under this key.
final class PandasIndex {
    static final String KEY = "pandas";

    private PandasIndex() {}

    /// The names of the columns that it made of an index.
    static Set<String> names(String told, ScoringLimits limits) {
        Set<String> names = new HashSet<>();
        try {
            for (JsonNode column :
                    InvocationParser.mapper(limits).readTree(told).path("index_columns")) {
                if (column.isString()) {
                    names.add(column.stringValue());
                }
            }
        } catch (JacksonException _) {
            throw InvalidInput.form("What pandas says of the table is no JSON.");
        }
        return names;
    }
}
