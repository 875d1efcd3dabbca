@NullMarked
package dev.cairn.image;

import org.jspecify.annotations.NullMarked;
