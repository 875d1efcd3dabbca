/// What is encrypted at rest, and the keys of it: data keys in the database, wrapped with a key that is not there.
@NullMarked
package dev.cairn.encryption;

import org.jspecify.annotations.NullMarked;
