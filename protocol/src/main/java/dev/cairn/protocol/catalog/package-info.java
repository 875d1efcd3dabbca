/// The catalogue on the wire: catalogs, schemas, grants and models, in both dialects that clients speak.
@NullMarked
package dev.cairn.protocol.catalog;

import org.jspecify.annotations.NullMarked;
