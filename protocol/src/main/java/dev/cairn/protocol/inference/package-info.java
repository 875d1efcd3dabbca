/// Messages about inference tables: what endpoints keep of the requests that they answer.
@NullMarked
package dev.cairn.protocol.inference;

import org.jspecify.annotations.NullMarked;
