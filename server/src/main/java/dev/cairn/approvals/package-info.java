/// What was done to registered models and what was said about them; requests to move versions, and who allows them.
@NullMarked
package dev.cairn.approvals;

import org.jspecify.annotations.NullMarked;
