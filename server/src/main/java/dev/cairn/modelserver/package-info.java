/// `cairn serve`: one model of a tracking server, as a server of its own. The door is
/// [dev.cairn.modelserver.ModelServer].
@NullMarked
package dev.cairn.modelserver;

import org.jspecify.annotations.NullMarked;
