/// Webhooks: who is told what happens to registered models and prompts, in MLflow's words or in those of the managed
/// platform, by what a change leaves behind in the database.
@NullMarked
package dev.cairn.webhooks;

import org.jspecify.annotations.NullMarked;
