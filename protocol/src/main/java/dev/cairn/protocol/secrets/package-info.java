/// What is said about secrets, as the managed platform has them.
@NullMarked
package dev.cairn.protocol.secrets;

import org.jspecify.annotations.NullMarked;
