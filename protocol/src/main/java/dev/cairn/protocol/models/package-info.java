/// How models of well-known libraries lie in the folder of a logged model, as MLflow's clients write and read them.
@NullMarked
package dev.cairn.protocol.models;

import org.jspecify.annotations.NullMarked;
