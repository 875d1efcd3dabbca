package dev.cairn.inference;

import dev.cairn.http.ApiException;
import dev.cairn.scoring.Cells;
import dev.cairn.scoring.Column;
import dev.cairn.scoring.Frame;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Rows of a table in a form of a request, with its columns of predictions beside them. Of what is not to be kept the
/// names remain, so that the others are in their places. Used by one thread.
final class TableRows {
    private static final int MOST_ROWS = 100_000;
    private static final int MOST_VALUES = 1_000_000;
    private static final int MOST_LETTERS = 16 << 20;
    private static final int SHOWN = 50;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Frame table;
    private final Set<String> predictions;
    private final Redaction redaction;
    private int letters;

    /// @param predictions which of its columns are
    TableRows(Frame table, Set<String> predictions, Redaction redaction) {
        this.table = table;
        this.predictions = predictions;
        this.redaction = redaction;
        for (String name : predictions) {
            if (!table.columns().containsKey(name)) {
                throw ApiException.invalidValue("predictions", name, "The table has the columns " + names());
            }
        }
    }

    private String names() {
        String some = table.columns().keySet().stream().limit(SHOWN).collect(Collectors.joining(", "));
        return some + (table.columns().size() > SHOWN ? ", …" : ".");
    }

    /// How many rows are enough.
    int most() {
        int width = Math.max(1, table.columns().size());
        return Math.min(table.rows(), Math.clamp(MOST_VALUES / width, 1, MOST_ROWS));
    }

    /// So many rows, evenly taken from all; empty where their texts are too long together.
    Optional<ObjectNode> some(int rows) {
        letters = 0;
        ObjectNode given = JSON.objectNode();
        ObjectNode split = given.putObject(Bodies.SPLIT);
        ArrayNode names = split.putArray("columns");
        ArrayNode data = split.putArray("data");
        for (int i = 0; i < rows; i++) {
            data.addArray();
        }
        for (Map.Entry<String, Column> column : table.columns().entrySet()) {
            letters += column.getKey().length();
            if (predictions.contains(column.getKey())) {
                ArrayNode values = given.withObjectProperty("predictions").putArray(column.getKey());
                for (int i = 0; i < rows && letters <= MOST_LETTERS; i++) {
                    values.add(value(column, rows, i));
                }
            } else {
                names.add(column.getKey());
                for (int i = 0; i < rows && letters <= MOST_LETTERS; i++) {
                    ((ArrayNode) data.get(i)).add(value(column, rows, i));
                }
            }
        }
        return letters > MOST_LETTERS ? Optional.empty() : Optional.of(given);
    }

    private JsonNode value(Map.Entry<String, Column> column, int rows, int row) {
        if (redaction.holdsBack(column.getKey())) {
            return JSON.nullNode();
        }
        int place = (int) ((long) row * table.rows() / rows);
        return switch (Cells.value(column.getValue(), place)) {
            case Long number -> JSON.numberNode(number.longValue());
            case Double number when Double.isFinite(number) -> JSON.numberNode(number.doubleValue());
            case Boolean truth -> JSON.booleanNode(truth);
            case String text -> text(text);
            case LocalDateTime time -> text(time.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME));
            case null, default -> JSON.nullNode(); // what lies deeper has no column
        };
    }

    /// As much of a text as profiles tell apart.
    private JsonNode text(String whole) {
        String told = ColumnProfile.beginning(whole, ColumnProfile.LONGEST + 2);
        letters += told.length();
        return JSON.stringNode(told);
    }
}
