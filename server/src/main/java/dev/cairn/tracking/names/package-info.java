/// The keys of metrics, parameters and tags: the number that names each, and which of them an experiment has.
@NullMarked
package dev.cairn.tracking.names;

import org.jspecify.annotations.NullMarked;
