/// Runs and what is logged to them, and the one door to these, to experiments and to logged models.
@NullMarked
package dev.cairn.tracking;

import org.jspecify.annotations.NullMarked;
