/// What a rollout is decided by: figures of a step, limits, shares. The door is [dev.cairn.serving.rollouts.Judge].
@NullMarked
package dev.cairn.serving.rollouts;

import org.jspecify.annotations.NullMarked;
