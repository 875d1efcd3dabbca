@NullMarked
package dev.cairn.scoring.trees;

import org.jspecify.annotations.NullMarked;
