package dev.cairn.protocol.review;

import dev.cairn.protocol.Require;
import java.util.List;

/// Options to choose one or some from.
public record InputCategorical(List<String> options, boolean multiSelect) {
    public InputCategorical {
        options = Require.listOrEmpty(options);
    }
}
