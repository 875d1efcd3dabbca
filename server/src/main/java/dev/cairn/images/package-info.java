/// The images that runs log step by step.
@NullMarked
package dev.cairn.images;

import org.jspecify.annotations.NullMarked;
