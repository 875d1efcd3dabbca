@NullMarked
package dev.cairn.scoring;

import org.jspecify.annotations.NullMarked;
