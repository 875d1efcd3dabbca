/// What traces can be found by: the keys that mean something, the terms of what traces have, and the index of these.
@NullMarked
package dev.cairn.traces.terms;

import org.jspecify.annotations.NullMarked;
