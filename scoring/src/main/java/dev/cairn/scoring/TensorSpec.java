package dev.cairn.scoring;

import dev.cairn.scoring.text.PythonText;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A tensor that a signature declares; a dimension of -1 is free, `name` is null for a model's only input.
///
/// @param dtype NumPy's name of the type, which may be narrower than the one that carries it here
public record TensorSpec(@Nullable String name, String dtype, ElementType type, List<Integer> shape) {
    public TensorSpec {
        shape = List.copyOf(shape);
    }

    /// A tensor of one of the types that are carried as they are.
    public TensorSpec(@Nullable String name, ElementType type, List<Integer> shape) {
        this(name, type.numpyName(), type, shape);
    }

    /// The name in messages.
    String label() {
        return name == null ? "input" : name;
    }

    boolean accepts(List<Integer> actual) {
        boolean same = actual.size() == shape.size();
        for (int i = 0; same && i < shape.size(); i++) {
            same = shape.get(i) == -1 || shape.get(i).equals(actual.get(i));
        }
        return same;
    }

    /// The values, none of which the dtype is too narrow for.
    Column inRange(Column values) {
        int bits = switch (dtype) {
            case "int8", "uint8" -> Byte.SIZE;
            case "int16", "uint16" -> Short.SIZE;
            case "int32", "uint32" -> Integer.SIZE;
            default -> Long.SIZE;
        };
        boolean unsigned = dtype.startsWith("uint");
        if (values instanceof Column.Longs longs && dtype.contains("int")) {
            long least = unsigned ? 0 : -1L << (bits - 1);
            long greatest = unsigned && bits < Long.SIZE ? (1L << bits) - 1 : -1L >>> (Long.SIZE - bits + 1);
            for (int i = 0; i < longs.size(); i++) {
                long value = longs.values().get(i);
                if (value < least || value > greatest) {
                    throw InvalidInput.unconvertible(
                            label(),
                            dtype,
                            "OverflowError",
                            "Python integer %d out of bounds for %s".formatted(value, dtype));
                }
            }
        }
        return values;
    }

    /// The tensor as MLflow prints it: `'a': Tensor('float32', (-1, 4))`.
    @Override
    public String toString() {
        String tensor = "Tensor('%s', %s)".formatted(dtype, text(shape));
        return name == null ? tensor : PythonText.quoted(name) + ": " + tensor;
    }

    /// A shape as Python prints it: `(-1, 4)`, `(3,)`.
    public static String text(List<Integer> shape) {
        String dimensions = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "(" + dimensions + (shape.size() == 1 ? ",)" : ")");
    }
}
