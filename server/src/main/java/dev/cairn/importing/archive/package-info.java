/// Archives: written by an export, read by an import.
@NullMarked
package dev.cairn.importing.archive;

import org.jspecify.annotations.NullMarked;
