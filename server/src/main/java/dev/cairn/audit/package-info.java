/// The audit log: who did what and who was refused, kept in the transaction that does it, in a chain that shows whether
/// anybody changed it.
@NullMarked
package dev.cairn.audit;

import org.jspecify.annotations.NullMarked;
