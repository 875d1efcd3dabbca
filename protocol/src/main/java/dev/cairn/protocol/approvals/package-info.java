/// What was done to registered models, who asked for it, who allowed it, and what was said about it.
@NullMarked
package dev.cairn.protocol.approvals;

import org.jspecify.annotations.NullMarked;
