/// Who people are: accounts, passwords, access tokens, browser sessions, and the door that asks for them.
@NullMarked
package dev.cairn.identity;

import org.jspecify.annotations.NullMarked;
