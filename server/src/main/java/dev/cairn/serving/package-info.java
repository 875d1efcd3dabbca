/// Endpoints: names under which the server answers with versions of registered models. The door is
/// [dev.cairn.serving.Serving].
@NullMarked
package dev.cairn.serving;

import org.jspecify.annotations.NullMarked;
