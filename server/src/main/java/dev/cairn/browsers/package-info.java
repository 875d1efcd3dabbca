/// What passes between the server and browsers: cookies, and the addresses of the server and its pages.
@NullMarked
package dev.cairn.browsers;

import org.jspecify.annotations.NullMarked;
