@NullMarked
package dev.cairn.views;

import org.jspecify.annotations.NullMarked;
