/// Who is calling and what a route asks of them. Words only: identity decides, features obey.
@NullMarked
package dev.cairn.access;

import org.jspecify.annotations.NullMarked;
