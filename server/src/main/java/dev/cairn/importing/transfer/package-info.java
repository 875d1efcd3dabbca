/// What all sources, targets and checks of a transfer speak of: objects with all that they have, files, counts.
@NullMarked
package dev.cairn.importing.transfer;

import org.jspecify.annotations.NullMarked;
