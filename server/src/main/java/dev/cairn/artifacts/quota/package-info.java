/// How many bytes of the artifact store each workspace may use.
@NullMarked
package dev.cairn.artifacts.quota;

import org.jspecify.annotations.NullMarked;
