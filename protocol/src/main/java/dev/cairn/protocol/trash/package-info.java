/// The trash: what is deleted, and can be restored until it is purged. Cairn's own.
@NullMarked
package dev.cairn.protocol.trash;

import org.jspecify.annotations.NullMarked;
