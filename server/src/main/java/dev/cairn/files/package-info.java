/// Files of this machine that nobody but the server's user may read.
@NullMarked
package dev.cairn.files;

import org.jspecify.annotations.NullMarked;
