/// How much one caller may ask of a server.
@NullMarked
package dev.cairn.limits;

import org.jspecify.annotations.NullMarked;
