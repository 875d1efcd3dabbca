package dev.cairn.scoring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A table: columns by name, in order, each of `rows` values.
public record Frame(SequencedMap<String, Column> columns, int rows) implements Payload {
    public Frame {
        columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
        for (var column : columns.entrySet()) {
            if (column.getValue().size() != rows) {
                throw new IllegalArgumentException("Column %s has %d values in a frame of %d rows."
                        .formatted(column.getKey(), column.getValue().size(), rows));
            }
        }
    }
}
