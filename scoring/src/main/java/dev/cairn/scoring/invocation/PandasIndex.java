package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.ColumnBuilder;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.ScoringLimits;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The columns of a table that pandas made of an index: they are none to a model.
record PandasIndex(Set<String> names) {
    /// Under which pandas writes of it beside the table.
    static final String KEY = "pandas";

    static final PandasIndex NONE = new PandasIndex(Set.of());

    /// Reads what pandas writes.
    static PandasIndex read(String told, ScoringLimits limits) {
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
        return new PandasIndex(names);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /// The table of all other columns.
    ///
    /// @param names   of the columns
    /// @param refusal what is thrown of a table, with the reason
    Frame frame(List<String> names, List<ColumnBuilder> columns, int rows, Function<String, InvalidInput> refusal) {
        SequencedMap<String, Column> built = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!has(name) && built.put(name, columns.get(i).build()) != null) {
                throw refusal.apply("the column '%s' is there twice".formatted(name));
            }
        }
        return new Frame(built, rows);
    }
}
