/// Evaluation on the wire: data sets, scorers, label schemas, review queues, issues, jobs (messages.md).
@NullMarked
package dev.cairn.protocol.evaluation;

import org.jspecify.annotations.NullMarked;
