package dev.cairn.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Replaces what is not to be kept. Names are those of columns and fields wherever they stand; paths lead from the top,
/// through lists. Where a name cannot be told from the position of a value, all is held back.
///
/// @param names without those of paths
/// @param paths the names on each way
record Redaction(Set<String> names, List<List<String>> paths) {
    /// What stands in the place of a value.
    static final String MARK = "[redacted]";

    private static final StringNode MARKED = StringNode.valueOf(MARK);

    static Redaction of(List<String> redacted) {
        Set<String> names = new HashSet<>();
        redacted.stream().filter(what -> !what.startsWith("$")).forEach(names::add);
        List<List<String>> paths = redacted.stream()
                .filter(what -> what.startsWith("$"))
                .map(what -> Arrays.asList(what.substring(2).split("\\.", -1)))
                .toList();
        return new Redaction(Set.copyOf(names), paths);
    }

    boolean isNothing() {
        return names.isEmpty() && paths.isEmpty();
    }

    /// Whether the values of a column are not to be kept, in whatever form of a request or an answer they may come.
    boolean holdsBack(String column) {
        return names.contains(column)
                || paths.stream()
                        .anyMatch(path -> leadsToAll(path)
                                || (leadsToOne(path) && path.getLast().equals(column)));
    }

    private static boolean leadsToAll(List<String> path) {
        return path.getFirst().equals(Bodies.SPLIT) || (path.size() == 1 && isForm(path.getFirst()));
    }

    private static boolean leadsToOne(List<String> path) {
        return path.size() > 1 && isForm(path.getFirst());
    }

    private static boolean isForm(String field) {
        return Bodies.ROWS.contains(field) || field.equals(Bodies.PREDICTIONS);
    }

    /// The same of rows that may come in another form than requests do: what a path leads to in one
    /// form is replaced in each, wherever its name stands. Predictions stand beside rows in all of
    /// them, and are kept where only inputs are not.
    Redaction inEachForm() {
        Set<String> columns = new HashSet<>(names);
        List<List<String>> ways = new ArrayList<>(paths);
        for (List<String> path : paths) {
            if (leadsToAll(path) && !path.getFirst().equals(Bodies.PREDICTIONS)) {
                ways.add(List.of(Bodies.SPLIT));
                Bodies.ROWS.forEach(form -> ways.add(List.of(form)));
            } else if (leadsToOne(path)) {
                columns.add(path.getLast());
            }
        }
        return new Redaction(Set.copyOf(columns), ways);
    }

    /// A request without what is not to be kept; empty where that cannot be told from the rest.
    ///
    /// @param columns the names of the model's, by position
    Optional<JsonNode> request(JsonNode body, List<String> columns) {
        if (!(body instanceof ObjectNode root)) {
            return Optional.empty();
        }
        boolean isKnown = names.isEmpty()
                || (!areTensors(root.get("inputs"))
                        && Bodies.ROWS.stream().allMatch(form -> areKnown(root.get(form), columns))
                        && isKnown(root.get(Bodies.SPLIT), columns));
        return isKnown ? Optional.of(everywhere(root)) : Optional.empty();
    }

    /// Whether values stand beside the names of their columns, as in the Open Inference Protocol.
    private static boolean areTensors(@Nullable JsonNode inputs) {
        return inputs instanceof ArrayNode each && each.valueStream().anyMatch(one -> one.has("datatype"));
    }

    /// Whether names can be told from the values of rows, which are then without what is not to be kept.
    private boolean areKnown(@Nullable JsonNode given, List<String> columns) {
        return switch (given) {
            case null -> true;
            case ArrayNode rows -> positions(rows, columns);
            default -> given.isObject() || given.isNull();
        };
    }

    private boolean isKnown(@Nullable JsonNode split, List<String> columns) {
        return switch (split) {
            case null -> true;
            case ObjectNode whole
            when whole.get("data") instanceof ArrayNode rows ->
                areNamed(rows, whole.get("columns")) || positions(rows, columns);
            default -> !split.has("data") && (split.isObject() || split.isNull());
        };
    }

    /// Whether each value has a name of its own.
    private static boolean areNamed(ArrayNode rows, @Nullable JsonNode columns) {
        return columns instanceof ArrayNode named
                && named.valueStream().allMatch(JsonNode::isString)
                && rows.valueStream().allMatch(row -> row.isArray() && row.size() <= named.size());
    }

    /// The same of an answer, whose values are kept where nobody named them.
    ///
    /// @param columns the names of the model's predictions, by position
    JsonNode answer(JsonNode body, List<String> columns) {
        if (body instanceof ObjectNode root
                && !columns.isEmpty()
                && root.get(Bodies.PREDICTIONS) instanceof ArrayNode predictions
                && !positions(predictions, columns)) {
            root.set(Bodies.PREDICTIONS, MARKED);
        }
        return everywhere(body);
    }

    private JsonNode everywhere(JsonNode body) {
        named(body);
        paths.forEach(path -> along(body, path));
        return body;
    }

    /// Replaces values by their place in rows.
    ///
    /// @return whether it is known which ones they are
    private boolean positions(ArrayNode rows, List<String> columns) {
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            if (row instanceof ArrayNode values) {
                if (columns.isEmpty() || values.size() > columns.size()) {
                    return false;
                }
                for (int place = 0; place < values.size(); place++) {
                    if (names.contains(columns.get(place))) {
                        values.set(place, MARKED);
                    }
                }
            } else if (!row.isObject()) {
                if (columns.size() != 1) {
                    return false;
                }
                if (names.contains(columns.getFirst())) {
                    rows.set(i, MARKED);
                }
            }
        }
        return true;
    }

    private void named(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                if (names.contains(name)) {
                    object.set(name, MARKED);
                } else {
                    named(object.get(name));
                }
            }
            split(object);
        } else if (node instanceof ArrayNode array) {
            array.forEach(this::named);
        }
    }

    /// Columns of `{"columns": […], "data": [[…]]}`.
    private void split(ObjectNode object) {
        if (object.get("columns") instanceof ArrayNode columns && object.get("data") instanceof ArrayNode rows) {
            for (JsonNode row : rows) {
                for (int place = 0; row instanceof ArrayNode values && place < values.size(); place++) {
                    if (columns.get(place) instanceof StringNode name && names.contains(name.stringValue())) {
                        values.set(place, MARKED);
                    }
                }
            }
        }
    }

    private static void along(JsonNode node, List<String> path) {
        if (node instanceof ArrayNode array) {
            array.forEach(element -> along(element, path));
        } else if (node instanceof ObjectNode object && object.has(path.getFirst())) {
            if (path.size() == 1) {
                object.set(path.getFirst(), MARKED);
            } else {
                along(object.get(path.getFirst()), path.subList(1, path.size()));
            }
        }
    }
}
