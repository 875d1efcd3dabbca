/// The points of one metric of one run, in memory and in their stored form.
@NullMarked
package dev.cairn.series;

import org.jspecify.annotations.NullMarked;
