/// What a server does by itself, at intervals, beside answering.
@NullMarked
package dev.cairn.background;

import org.jspecify.annotations.NullMarked;
