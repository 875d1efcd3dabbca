@NullMarked
package dev.cairn.evaluation;

import org.jspecify.annotations.NullMarked;
