/// Models in memory: loaded, bounded in number, size and what they work on at a time, counted and freed. The door is
/// [dev.cairn.hosting.ServedVersion].
@NullMarked
package dev.cairn.hosting;

import org.jspecify.annotations.NullMarked;
