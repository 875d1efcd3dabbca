/// The database of an MLflow server, as a source of an import.
@NullMarked
package dev.cairn.importing.mlflow;

import org.jspecify.annotations.NullMarked;
