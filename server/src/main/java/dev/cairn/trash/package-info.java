/// The trash and what grows old: listing, restoring and purging what is deleted, and retention.
@NullMarked
package dev.cairn.trash;

import org.jspecify.annotations.NullMarked;
