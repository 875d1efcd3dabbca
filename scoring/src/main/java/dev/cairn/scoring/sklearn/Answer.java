package dev.cairn.scoring.sklearn;

import java.util.Collections;
import java.util.List;

/// What an estimator predicts for rows.
public sealed interface Answer {
    /// Numbers: several a row, or `flat`, one for each.
    record Figures(Numbers numbers, boolean flat) implements Answer {}

    /// The class of each row: `Long`, `Double`, `Boolean` or `String`.
    record Labels(List<Object> labels) implements Answer {
        public Labels {
            labels = Collections.unmodifiableList(labels);
        }
    }
}
