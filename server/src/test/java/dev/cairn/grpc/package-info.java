@NullMarked
package dev.cairn.grpc;

import org.jspecify.annotations.NullMarked;
