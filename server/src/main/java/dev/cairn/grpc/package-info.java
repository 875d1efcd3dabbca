/// Methods of gRPC with one message each way, as routes of HTTP/2. The door is [dev.cairn.grpc.Grpc].
@NullMarked
package dev.cairn.grpc;

import org.jspecify.annotations.NullMarked;
