/// How long the work of one call may take.
@NullMarked
package dev.cairn.scoring.limits;

import org.jspecify.annotations.NullMarked;
