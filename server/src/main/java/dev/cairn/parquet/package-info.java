/// Parquet files of flat columns: written, and read again. See docs/adr/0030-inference-tables.md.
@NullMarked
package dev.cairn.parquet;

import org.jspecify.annotations.NullMarked;
