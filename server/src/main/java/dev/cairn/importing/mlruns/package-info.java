/// A folder `mlruns`, in which MLflow without a database keeps everything, as a source of an import.
@NullMarked
package dev.cairn.importing.mlruns;

import org.jspecify.annotations.NullMarked;
