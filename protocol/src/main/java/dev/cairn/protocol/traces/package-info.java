/// Requests and answers about traces, their spans and their assessments.
@NullMarked
package dev.cairn.protocol.traces;

import org.jspecify.annotations.NullMarked;
