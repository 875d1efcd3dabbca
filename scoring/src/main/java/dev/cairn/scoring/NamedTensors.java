package dev.cairn.scoring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// Several tensors by the names of the model's inputs.
public record NamedTensors(SequencedMap<String, Tensor> tensors) implements Payload {
    public NamedTensors {
        tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    }
}
