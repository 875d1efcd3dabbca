/// Tests of models that run in a cluster.
@NullMarked
package dev.cairn.remote;

import org.jspecify.annotations.NullMarked;
