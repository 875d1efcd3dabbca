/// Models that need Python: the environment that each wants, and the processes that hold them. This server never runs
/// their code itself. The door is [dev.cairn.workers.PythonModels].
@NullMarked
package dev.cairn.workers;

import org.jspecify.annotations.NullMarked;
