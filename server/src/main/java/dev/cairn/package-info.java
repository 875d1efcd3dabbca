/// The program: its commands, and the composition root that builds a server.
@NullMarked
package dev.cairn;

import org.jspecify.annotations.NullMarked;
