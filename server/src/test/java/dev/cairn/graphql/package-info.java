@NullMarked
package dev.cairn.graphql;

import org.jspecify.annotations.NullMarked;
