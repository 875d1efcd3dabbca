/// Addresses of machines, and blocks of them.
@NullMarked
package dev.cairn.addresses;

import org.jspecify.annotations.NullMarked;
