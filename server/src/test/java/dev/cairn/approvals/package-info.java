@NullMarked
package dev.cairn.approvals;

import org.jspecify.annotations.NullMarked;
