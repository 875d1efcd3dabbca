/// Runs as a table shows them: windows, counts, keys, groups. Cairn's own.
@NullMarked
package dev.cairn.protocol.runs;

import org.jspecify.annotations.NullMarked;
