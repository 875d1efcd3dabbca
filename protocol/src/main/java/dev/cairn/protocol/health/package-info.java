/// How the server, its database and its artifact store are. Cairn's own.
@NullMarked
package dev.cairn.protocol.health;

import org.jspecify.annotations.NullMarked;
