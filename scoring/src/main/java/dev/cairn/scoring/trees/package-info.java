/// Boosted trees in memory: the files of XGBoost in, rows of numbers through, the library's own
/// predictions out. Knows neither MLflow nor frames.
@NullMarked
package dev.cairn.scoring.trees;

import org.jspecify.annotations.NullMarked;
