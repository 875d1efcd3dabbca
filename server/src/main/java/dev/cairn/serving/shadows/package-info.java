/// Answers of two versions to the same requests, compared. The door is [dev.cairn.serving.shadows.Shadow].
@NullMarked
package dev.cairn.serving.shadows;

import org.jspecify.annotations.NullMarked;
