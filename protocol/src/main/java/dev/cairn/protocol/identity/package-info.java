/// Who people are to the server: users, their passwords, access tokens and browser sessions.
@NullMarked
package dev.cairn.protocol.identity;

import org.jspecify.annotations.NullMarked;
