/// Traces of generative applications: their spans, their assessments, and what is found and counted among them.
@NullMarked
package dev.cairn.traces;

import org.jspecify.annotations.NullMarked;
