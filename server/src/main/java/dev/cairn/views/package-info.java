/// What screens showed, kept under names: a person's own, or shared.
@NullMarked
package dev.cairn.views;

import org.jspecify.annotations.NullMarked;
