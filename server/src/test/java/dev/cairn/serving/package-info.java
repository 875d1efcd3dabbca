@NullMarked
package dev.cairn.serving;

import org.jspecify.annotations.NullMarked;
