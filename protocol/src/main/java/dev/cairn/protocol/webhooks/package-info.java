/// What is said about webhooks: MLflow's own, and those of the managed platform.
@NullMarked
package dev.cairn.protocol.webhooks;

import org.jspecify.annotations.NullMarked;
