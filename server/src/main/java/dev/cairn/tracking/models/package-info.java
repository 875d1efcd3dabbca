/// Logged models, with what runs measured of them.
@NullMarked
package dev.cairn.tracking.models;

import org.jspecify.annotations.NullMarked;
