@NullMarked
package dev.cairn.scoring.limits;

import org.jspecify.annotations.NullMarked;
