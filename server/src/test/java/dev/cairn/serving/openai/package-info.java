@NullMarked
package dev.cairn.serving.openai;

import org.jspecify.annotations.NullMarked;
