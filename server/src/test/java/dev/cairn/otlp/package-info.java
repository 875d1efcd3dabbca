@NullMarked
package dev.cairn.otlp;

import org.jspecify.annotations.NullMarked;
