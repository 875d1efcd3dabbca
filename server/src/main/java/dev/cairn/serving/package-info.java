/// Serves a logged model as a REST endpoint.
@NullMarked
package dev.cairn.serving;

import org.jspecify.annotations.NullMarked;
