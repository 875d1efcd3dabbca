@NullMarked
package dev.cairn.images;

import org.jspecify.annotations.NullMarked;
