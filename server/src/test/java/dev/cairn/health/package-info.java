@NullMarked
package dev.cairn.health;

import org.jspecify.annotations.NullMarked;
