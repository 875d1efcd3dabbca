/// TLS of files, which are taken over when they change.
@NullMarked
package dev.cairn.http.tls;

import org.jspecify.annotations.NullMarked;
