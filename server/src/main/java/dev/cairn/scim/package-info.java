/// SCIM 2.0 (RFC 7643, RFC 7644), by which directories keep accounts and groups, and the managed
/// platform's SDKs ask for them.
@NullMarked
package dev.cairn.scim;

import org.jspecify.annotations.NullMarked;
