/// What models were made of, and where they are used.
@NullMarked
package dev.cairn.protocol.lineage;

import org.jspecify.annotations.NullMarked;
