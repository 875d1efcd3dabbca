@NullMarked
package dev.cairn.importing.transfer;

import org.jspecify.annotations.NullMarked;
