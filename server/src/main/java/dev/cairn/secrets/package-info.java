/// Secrets in scopes, as the managed platform has them: put by whoever may, read by whoever may and by the models that
/// are given them, and sealed wherever they are kept.
@NullMarked
package dev.cairn.secrets;

import org.jspecify.annotations.NullMarked;
