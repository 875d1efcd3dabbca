/// Connections as the HTTP library has them, and what it leaves open: HTTP/1.0, sizes of reads, clients that take or
/// send nothing, streams of HTTP/2.
@NullMarked
package dev.cairn.http.connections;

import org.jspecify.annotations.NullMarked;
