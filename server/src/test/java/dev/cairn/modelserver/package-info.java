@NullMarked
package dev.cairn.modelserver;

import org.jspecify.annotations.NullMarked;
