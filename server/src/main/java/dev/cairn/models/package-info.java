/// `cairn models`: what a model says of itself, and whether it can be served on this machine. The door is
/// [dev.cairn.models.LocalModel].
@NullMarked
package dev.cairn.models;

import org.jspecify.annotations.NullMarked;
