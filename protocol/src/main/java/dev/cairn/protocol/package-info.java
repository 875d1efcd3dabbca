/// What clients and the server exchange: records, enums, error codes. Depends on nothing but annotations.
@NullMarked
package dev.cairn.protocol;

import org.jspecify.annotations.NullMarked;
