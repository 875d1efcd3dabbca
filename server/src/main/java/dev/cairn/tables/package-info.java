/// Runs as a table shows them: windows of it with the columns that are asked for, counts, keys, groups, files; and
/// what some runs have in each of its columns.
@NullMarked
package dev.cairn.tables;

import org.jspecify.annotations.NullMarked;
