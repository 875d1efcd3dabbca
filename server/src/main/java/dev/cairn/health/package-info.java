/// How the server, its database and its artifact store are.
@NullMarked
package dev.cairn.health;

import org.jspecify.annotations.NullMarked;
