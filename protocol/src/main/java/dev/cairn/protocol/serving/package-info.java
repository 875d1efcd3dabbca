/// What is said about serving endpoints, in the managed platform's words (surface.md, section C).
@NullMarked
package dev.cairn.protocol.serving;

import org.jspecify.annotations.NullMarked;
