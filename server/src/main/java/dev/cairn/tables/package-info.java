/// Runs as a table shows them: windows of it with the columns that are asked for, counts, keys, groups, files.
@NullMarked
package dev.cairn.tables;

import org.jspecify.annotations.NullMarked;
