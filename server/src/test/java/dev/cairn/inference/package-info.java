@NullMarked
package dev.cairn.inference;

import org.jspecify.annotations.NullMarked;
