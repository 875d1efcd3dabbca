package dev.cairn.scoring;

import java.util.Locale;
import java.util.Optional;

/// The scalar types of a signature, under MLflow's names.
public enum DataType implements ColumnType {
    BOOLEAN(ElementType.BOOL),
    INTEGER(ElementType.INT32),
    LONG(ElementType.INT64),
    FLOAT(ElementType.FLOAT32),
    DOUBLE(ElementType.FLOAT64),
    STRING(ElementType.TEXT),
    /// Bytes: base64 in requests, `byte[]` in cells.
    BINARY(ElementType.ANY),
    /// A time without a zone: text in requests, `LocalDateTime` in cells.
    DATETIME(ElementType.ANY);

    private final ElementType elements;

    DataType(ElementType elements) {
        this.elements = elements;
    }

    @Override
    public ElementType elements() {
        return elements;
    }

    @Override
    public String kind() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name as MLflow prints it.
    @Override
    public String toString() {
        return kind();
    }

    static Optional<DataType> find(String kind) {
        for (DataType type : values()) {
            if (type.kind().equals(kind)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
