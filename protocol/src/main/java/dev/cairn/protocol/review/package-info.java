/// Reviews on the wire: questions to people, and queues of traces that they answer them about.
@NullMarked
package dev.cairn.protocol.review;

import org.jspecify.annotations.NullMarked;
