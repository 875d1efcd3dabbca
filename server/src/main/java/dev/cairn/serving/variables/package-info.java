/// The environment variables that entities ask for, and what their processes get: with the secrets in them.
@NullMarked
package dev.cairn.serving.variables;

import org.jspecify.annotations.NullMarked;
