/// Images of a model as containers run them, made without Docker. The door is [dev.cairn.image.ModelImage].
@NullMarked
package dev.cairn.image;

import org.jspecify.annotations.NullMarked;
