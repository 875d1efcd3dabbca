@NullMarked
package dev.cairn.scoring.invocation;

import org.jspecify.annotations.NullMarked;
