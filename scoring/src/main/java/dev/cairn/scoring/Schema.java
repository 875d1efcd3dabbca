package dev.cairn.scoring;

import java.util.List;
import java.util.Objects;

/// One side of a signature: columns, tensors, or nothing declared.
public sealed interface Schema {

    /// The payload as the model takes it; `InvalidInput` where it does not match.
    Payload enforce(Payload payload);

    record Columns(List<ColumnSpec> columns) implements Schema {
        public Columns {
            columns = List.copyOf(columns);
        }

        @Override
        public Payload enforce(Payload payload) {
            try {
                return new ColumnEnforcement(this).enforce(payload);
            } catch (InvalidInput refused) {
                throw refused.against(this);
            }
        }

        @Override
        public String toString() {
            return columns.toString();
        }

        boolean named() {
            return columns.stream().map(ColumnSpec::name).allMatch(Objects::nonNull);
        }
    }

    record Tensors(List<TensorSpec> tensors) implements Schema {
        public Tensors {
            tensors = List.copyOf(tensors);
        }

        @Override
        public Payload enforce(Payload payload) {
            try {
                return new TensorEnforcement(this).enforce(payload);
            } catch (InvalidInput refused) {
                throw refused.against(this);
            }
        }

        @Override
        public String toString() {
            return tensors.toString();
        }

        boolean named() {
            return tensors.stream().map(TensorSpec::name).allMatch(Objects::nonNull);
        }
    }

    /// The model says nothing: data goes to it as it came.
    record Absent() implements Schema {
        @Override
        public Payload enforce(Payload payload) {
            return payload;
        }
    }
}
