/// Evaluation of generative applications: data sets, scorers, issues (semantics, sections 20, 21 and 23).
@NullMarked
package dev.cairn.evaluation;

import org.jspecify.annotations.NullMarked;
