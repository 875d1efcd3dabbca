package dev.cairn.scoring;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A tensor that a signature declares; a dimension of -1 is free, `name` is null for a model's only input.
public record TensorSpec(@Nullable String name, ElementType type, List<Integer> shape) {
    public TensorSpec {
        shape = List.copyOf(shape);
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

    /// A shape as Python prints it: `(-1, 4)`, `(3,)`.
    static String text(List<Integer> shape) {
        String dimensions = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "(" + dimensions + (shape.size() == 1 ? ",)" : ")");
    }
}
