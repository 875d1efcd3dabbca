@NullMarked
package dev.cairn.review;

import org.jspecify.annotations.NullMarked;
