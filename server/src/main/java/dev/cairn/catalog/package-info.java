/// The catalogue: a governed registry of models under three names, with grants that are inherited.
@NullMarked
package dev.cairn.catalog;

import org.jspecify.annotations.NullMarked;
