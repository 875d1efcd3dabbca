package dev.cairn.inference;

import dev.cairn.protocol.inference.DriftColumn.Side;
import dev.cairn.protocol.inference.Payload;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Takes requests and answers apart into columns. Values without names are known by their place. Used by one thread.
final class Profiles {
    private static final int MOST_COLUMNS = 200;
    private static final String INPUT = "input";
    private static final String PREDICTION = "prediction";
    private static final Pattern UNNAMED = Pattern.compile("(input|prediction)(\\[\\d+])?");

    private final Map<Column, ColumnProfile> columns = new LinkedHashMap<>();
    private long rows;

    record Column(String name, Side side) {
        /// Whether it is known by its place alone.
        boolean isUnnamed() {
            return UNNAMED.matcher(name).matches() && name.startsWith(side == Side.INPUT ? INPUT : PREDICTION);
        }
    }

    Map<Column, ColumnProfile> columns() {
        return columns;
    }

    /// Rows of inputs.
    long rows() {
        return rows;
    }

    /// Adds what a request said and was answered.
    void add(Payload payload) {
        @Nullable String request = payload.request();
        @Nullable String response = payload.response();
        if (request != null) {
            Bodies.read(request).ifPresent(this::addInputs);
        }
        if (response != null) {
            Bodies.read(response).ifPresent(this::addPredictions);
        }
    }

    /// Adds rows in any of the forms of a request.
    void addInputs(JsonNode body) {
        JsonNode split = body.path(Bodies.SPLIT);
        if (split.isObject()) {
            addSplit(split);
        }
        for (String form : Bodies.ROWS) {
            JsonNode given = body.path(form);
            if (given instanceof ArrayNode some) {
                some.forEach(row -> addRow(row, INPUT, Side.INPUT));
                rows += some.size();
            } else if (given instanceof ObjectNode byName) {
                addByName(byName);
            }
        }
    }

    /// Adds the `predictions` of an answer.
    void addPredictions(JsonNode body) {
        if (body.path(Bodies.PREDICTIONS) instanceof ArrayNode predictions) {
            predictions.forEach(row -> addRow(row, PREDICTION, Side.PREDICTION));
        } else if (body.path(Bodies.PREDICTIONS) instanceof ObjectNode byName) {
            byName.properties().forEach(entry -> {
                if (entry.getValue() instanceof ArrayNode values) {
                    values.forEach(value -> addCell(entry.getKey(), Side.PREDICTION, value));
                }
            });
        }
    }

    private void addSplit(JsonNode split) {
        JsonNode names = split.path("columns");
        for (JsonNode row : split.path("data")) {
            for (int i = 0; i < row.size(); i++) {
                add(names.has(i) ? names.get(i).asString(place(INPUT, i)) : place(INPUT, i), Side.INPUT, row.get(i));
            }
            rows++;
        }
    }

    private void addByName(ObjectNode byName) {
        int most = 0;
        for (Map.Entry<String, JsonNode> entry : byName.properties()) {
            if (entry.getValue() instanceof ArrayNode values) {
                values.forEach(value -> addCell(entry.getKey(), Side.INPUT, value));
                most = Math.max(most, values.size());
            } else {
                add(entry.getKey(), Side.INPUT, entry.getValue());
                most = Math.max(most, 1);
            }
        }
        rows += most;
    }

    private void addRow(JsonNode row, String unnamed, Side side) {
        if (row instanceof ObjectNode byName) {
            byName.properties().forEach(entry -> add(entry.getKey(), side, entry.getValue()));
        } else if (row instanceof ArrayNode values) {
            for (int i = 0; i < values.size(); i++) {
                add(place(unnamed, i), side, values.get(i));
            }
        } else {
            add(unnamed, side, row);
        }
    }

    /// A value of a column, which a tensor may have as a list of one or more.
    private void addCell(String name, Side side, JsonNode value) {
        if (value instanceof ArrayNode values && values.size() == 1) {
            add(name, side, values.get(0));
        } else if (value instanceof ArrayNode) {
            addRow(value, name, side);
        } else {
            add(name, side, value);
        }
    }

    private static String place(String unnamed, int place) {
        return "%s[%d]".formatted(unnamed, place);
    }

    private void add(String name, Side side, JsonNode value) {
        Column column = new Column(name, side);
        if (!columns.containsKey(column) && columns.size() >= MOST_COLUMNS) {
            return;
        }
        ColumnProfile profile = columns.computeIfAbsent(column, _ -> new ColumnProfile());
        if (value.isNumber()) {
            profile.add(value.doubleValue());
        } else if (value.isBoolean()
                || (value.isString() && !value.stringValue().equals(Redaction.MARK))) {
            profile.add(Objects.requireNonNull(value.asString()));
        } else {
            profile.addMissing(); // what lies deeper has no column
        }
    }
}
