/// The one search language: a filter or an order clause becomes a checked tree, and a tree becomes a jOOQ condition
/// whose values are bind parameters.
@NullMarked
package dev.cairn.search;

import org.jspecify.annotations.NullMarked;
