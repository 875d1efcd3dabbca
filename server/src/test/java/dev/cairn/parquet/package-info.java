@NullMarked
package dev.cairn.parquet;

import org.jspecify.annotations.NullMarked;
