package dev.cairn.scoring;

import java.util.Locale;

/// The types of a column in a signature, under MLflow's names. Binary values stay base64 and times stay text: the
/// flavour that wants them decodes them.
public enum ColumnType {
    BOOLEAN(ElementType.BOOL),
    INTEGER(ElementType.INT32),
    LONG(ElementType.INT64),
    FLOAT(ElementType.FLOAT32),
    DOUBLE(ElementType.FLOAT64),
    STRING(ElementType.TEXT),
    BINARY(ElementType.TEXT),
    DATETIME(ElementType.TEXT),
    ARRAY(ElementType.ANY),
    OBJECT(ElementType.ANY),
    MAP(ElementType.ANY),
    ANY(ElementType.ANY);

    private final ElementType elements;

    ColumnType(ElementType elements) {
        this.elements = elements;
    }

    public ElementType elements() {
        return elements;
    }

    static ColumnType of(String name) {
        return switch (name) {
            case "sparkml_vector" -> ARRAY;
            default -> {
                try {
                    yield valueOf(name.toUpperCase(Locale.ROOT));
                } catch (IllegalArgumentException _) {
                    throw new ModelFormatException(
                            "The signature has a column of type '%s', which is not known here.".formatted(name));
                }
            }
        };
    }
}
