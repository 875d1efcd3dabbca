/// Inference tables: what endpoints keep of the requests that they answer, and what is seen in it.
@NullMarked
package dev.cairn.inference;

import org.jspecify.annotations.NullMarked;
