@NullMarked
package dev.cairn.trash;

import org.jspecify.annotations.NullMarked;
