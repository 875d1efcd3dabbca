/// Why served entities are as they are. The door is [dev.cairn.serving.reasons.ServedReasons].
@NullMarked
package dev.cairn.serving.reasons;

import org.jspecify.annotations.NullMarked;
