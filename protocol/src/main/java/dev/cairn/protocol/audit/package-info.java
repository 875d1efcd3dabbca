/// The audit log: who did what, and who was refused.
@NullMarked
package dev.cairn.protocol.audit;

import org.jspecify.annotations.NullMarked;
