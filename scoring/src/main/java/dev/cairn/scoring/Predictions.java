package dev.cairn.scoring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a model answered, and how it is to be written.
public sealed interface Predictions {

    /// Outputs by name, to be written row by row: the answer to a frame.
    record Rows(SequencedMap<String, Tensor> outputs) implements Predictions {
        public Rows {
            outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
        }
    }

    /// Outputs by name, each written whole: the answer to tensors.
    record Arrays(SequencedMap<String, Tensor> outputs) implements Predictions {
        public Arrays {
            outputs = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(outputs));
        }
    }

    /// One output without a name, as flavours answer that return a plain array.
    record Plain(Tensor values) implements Predictions {}
}
