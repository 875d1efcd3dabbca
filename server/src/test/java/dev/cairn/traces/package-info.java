@NullMarked
package dev.cairn.traces;

import org.jspecify.annotations.NullMarked;
