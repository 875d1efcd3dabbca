/// The HTTP border: the route table, JSON, errors, and the one server that speaks them. Nothing else imports the
/// HTTP library.
@NullMarked
package dev.cairn.http;

import org.jspecify.annotations.NullMarked;
