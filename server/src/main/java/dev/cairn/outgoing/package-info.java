/// Requests to addresses that somebody else names: the internet alone, unless who runs the server says more.
@NullMarked
package dev.cairn.outgoing;

import org.jspecify.annotations.NullMarked;
