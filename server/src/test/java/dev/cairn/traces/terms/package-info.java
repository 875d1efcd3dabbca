@NullMarked
package dev.cairn.traces.terms;

import org.jspecify.annotations.NullMarked;
