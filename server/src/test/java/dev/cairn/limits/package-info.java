@NullMarked
package dev.cairn.limits;

import org.jspecify.annotations.NullMarked;
