package dev.cairn.scoring.sklearn;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// An object in a file of skops, by what describes it. Whatever is asked of it and not there is a
/// `SkopsFormatException` that names its `path`.
record Item(SkopsFile file, String path, JsonNode json) {
    private static final String CONTENT = "content";

    /// Its class with the module, such as `sklearn.pipeline.Pipeline`.
    String type() {
        return json.path("__module__").asString("") + "." + className();
    }

    String className() {
        return json.path("__class__").asString("");
    }

    /// An attribute of an object, or a value of a dictionary; nothing where it has none.
    Item get(String name) {
        JsonNode content = json.path(CONTENT);
        boolean isDictionary = loader().equals("DictNode");
        JsonNode fields = isDictionary ? content : content.path(CONTENT);
        return new Item(file, path.isEmpty() ? name : path + "." + name, fields.path(name));
    }

    /// Whether there is nothing, or Python's `None`.
    boolean isNone() {
        return json.isMissingNode() || (isScalar() && parsed().isNull());
    }

    boolean has(String name) {
        return !get(name).isNone();
    }

    boolean isScalar() {
        return loader().equals("JsonNode");
    }

    boolean isArray() {
        return loader().equals("NdArrayNode");
    }

    boolean isObject() {
        return loader().equals("ObjectNode");
    }

    /// The elements of a list, a tuple or an array of objects.
    List<Item> list() {
        boolean isList = switch (loader()) {
            case "ListNode", "TupleNode" -> true;
            case "NdArrayNode" -> json.path("type").asString("").equals("json");
            default -> false;
        };
        if (!isList || !json.path(CONTENT).isArray()) {
            throw wrong("a list");
        }
        return items().toList();
    }

    private Stream<Item> items() {
        return json.path(CONTENT).valueStream().map(each -> new Item(file, path + "[]", each));
    }

    /// The names in a dictionary.
    List<String> names() {
        if (!loader().equals("DictNode")) {
            throw wrong("a dictionary");
        }
        return List.copyOf(json.path(CONTENT).propertyNames());
    }

    /// A number, a text, a boolean or null.
    @Nullable
    Object scalar() {
        if (isArray() && json.path("type").asString("").equals("numpy")) {
            List<Object> values = array().scalars();
            if (values.size() == 1) {
                return values.getFirst();
            }
        } else if (isScalar()) {
            JsonNode value = parsed();
            if (value.isNull()) {
                return null;
            } else if (value.isString()) {
                return value.asString();
            } else if (value.isBoolean()) {
                return value.asBoolean();
            } else if (value.isIntegralNumber() && value.canConvertToLong()) {
                return value.asLong();
            } else if (value.isNumber()) {
                return value.asDouble();
            }
        }
        throw wrong("a number, a text or a boolean");
    }

    /// The values of a list or an array of scalars.
    List<@Nullable Object> scalars() {
        if (isArray() && json.path("type").asString("").equals("numpy")) {
            return new ArrayList<>(array().scalars());
        }
        List<@Nullable Object> scalars = new ArrayList<>();
        list().forEach(each -> scalars.add(each.scalar()));
        return scalars;
    }

    List<String> texts() {
        return scalars().stream()
                .map(each -> {
                    if (each instanceof String text) {
                        return text;
                    }
                    throw wrong("a list of texts");
                })
                .toList();
    }

    String text() {
        if (scalar() instanceof String text) {
            return text;
        }
        throw wrong("a text");
    }

    boolean truth() {
        if (scalar() instanceof Boolean truth) {
            return truth;
        }
        throw wrong("a boolean");
    }

    /// A boolean that older versions do not have.
    boolean truthOr(boolean otherwise) {
        return isNone() ? otherwise : truth();
    }

    double number() {
        return switch (scalar()) {
            case Long whole -> whole;
            case Double number -> number;
            case null, default -> throw wrong("a number");
        };
    }

    int integer() {
        if (scalar() instanceof Long whole && whole == whole.intValue()) {
            return whole.intValue();
        }
        throw wrong("a whole number");
    }

    /// The array that is kept in a file of its own.
    Npy array() {
        if (!isArray() || !json.path("file").isString()) {
            throw wrong("an array");
        }
        return file.array(json.path("file").asString());
    }

    /// The numbers of an array, of a list or of one number.
    Numbers numbers() {
        if (isArray() && json.path("file").isString()) {
            return array().numbers();
        }
        if (isScalar()) {
            return Numbers.row(number());
        }
        return Numbers.row(list().stream().mapToDouble(Item::number).toArray());
    }

    /// As many numbers as are wanted.
    Numbers vector(int size) {
        Numbers numbers = numbers();
        if (numbers.values.length != size) {
            throw wrong("%d numbers".formatted(size));
        }
        return numbers;
    }

    /// A matrix of so many columns.
    Numbers matrix(int width) {
        Npy array = array();
        Numbers numbers = array.numbers();
        if (array.shape().size() != 2 || numbers.width != width) {
            throw wrong("a matrix of %d columns".formatted(width));
        }
        return numbers;
    }

    SkopsFormatException wrong(String expected) {
        String found = json.isMissingNode() ? "nothing" : className().isEmpty() ? "something" : "a " + className();
        return new SkopsFormatException("has %s at '%s', where %s should be".formatted(found, path, expected));
    }

    private String loader() {
        return json.path("__loader__").asString("");
    }

    private JsonNode parsed() {
        try {
            return SkopsFile.SCALARS.readTree(json.path(CONTENT).asString(""));
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}
