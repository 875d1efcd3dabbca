/// What keys and other texts on the wire may look like, whatever they belong to (semantics, section 5).
@NullMarked
package dev.cairn.text;

import org.jspecify.annotations.NullMarked;
