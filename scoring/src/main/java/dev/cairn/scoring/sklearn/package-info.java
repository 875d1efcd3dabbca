/// Estimators of scikit-learn in memory: the files of skops in, tables through, the library's own predictions out.
/// Knows neither MLflow nor frames, and reads no pickle.
@NullMarked
package dev.cairn.scoring.sklearn;

import org.jspecify.annotations.NullMarked;
