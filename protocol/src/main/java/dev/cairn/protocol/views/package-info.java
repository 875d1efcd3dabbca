/// What a person looks at, kept under a name.
@NullMarked
package dev.cairn.protocol.views;

import org.jspecify.annotations.NullMarked;
