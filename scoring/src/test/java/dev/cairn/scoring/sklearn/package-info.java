@NullMarked
package dev.cairn.scoring.sklearn;

import org.jspecify.annotations.NullMarked;
