@NullMarked
package dev.cairn.hosting;

import org.jspecify.annotations.NullMarked;
