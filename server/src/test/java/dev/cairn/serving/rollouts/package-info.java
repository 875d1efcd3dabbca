@NullMarked
package dev.cairn.serving.rollouts;

import org.jspecify.annotations.NullMarked;
