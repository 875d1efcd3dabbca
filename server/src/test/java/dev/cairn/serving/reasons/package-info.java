@NullMarked
package dev.cairn.serving.reasons;

import org.jspecify.annotations.NullMarked;
