@NullMarked
package dev.cairn.importing.archive;

import org.jspecify.annotations.NullMarked;
