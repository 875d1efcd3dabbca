/// Registered models, their versions, stages, aliases and tags. Prompts are registered models too.
@NullMarked
package dev.cairn.registry;

import org.jspecify.annotations.NullMarked;
