/// Settings: flags first, then `CAIRN_…` variables, then one file.
@NullMarked
package dev.cairn.config;

import org.jspecify.annotations.NullMarked;
