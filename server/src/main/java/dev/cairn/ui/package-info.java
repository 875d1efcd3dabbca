/// The pages that people see: one document and the files that it loads, which the build of `web/` put into the jar.
@NullMarked
package dev.cairn.ui;

import org.jspecify.annotations.NullMarked;
