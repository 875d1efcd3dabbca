@NullMarked
package dev.cairn.workspaces;

import org.jspecify.annotations.NullMarked;
