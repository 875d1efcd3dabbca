@NullMarked
package dev.cairn.lineage;

import org.jspecify.annotations.NullMarked;
