/// Import from and export to other servers: sources that are read, targets that are written, and the check of both.
@NullMarked
package dev.cairn.importing;

import org.jspecify.annotations.NullMarked;
