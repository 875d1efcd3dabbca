/// Finds traces by filters, and counts and measures what was found.
@NullMarked
package dev.cairn.traces.search;

import org.jspecify.annotations.NullMarked;
