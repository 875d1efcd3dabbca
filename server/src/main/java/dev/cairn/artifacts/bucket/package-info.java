/// What the stores that keep objects under keys have in common: folders, pages, files in parts, refusals.
@NullMarked
package dev.cairn.artifacts.bucket;

import org.jspecify.annotations.NullMarked;
