@NullMarked
package dev.cairn.serving.shadows;

import org.jspecify.annotations.NullMarked;
