/// What versions of models were made of, and where they are used.
@NullMarked
package dev.cairn.lineage;

import org.jspecify.annotations.NullMarked;
