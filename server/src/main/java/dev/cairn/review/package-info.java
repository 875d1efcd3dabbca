/// Reviews by people: label schemas, which are their questions, and review queues (semantics, section 21).
@NullMarked
package dev.cairn.review;

import org.jspecify.annotations.NullMarked;
