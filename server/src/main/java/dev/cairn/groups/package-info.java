/// Groups of people and programs, in whose roles all of their members share.
@NullMarked
package dev.cairn.groups;

import org.jspecify.annotations.NullMarked;
