/// Prompts of the catalogue on the wire, as the registry `databricks-uc` has them.
@NullMarked
package dev.cairn.protocol.prompts;

import org.jspecify.annotations.NullMarked;
