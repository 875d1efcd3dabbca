/// Models of endpoints that run in a cluster: their releases, and the requests to them. The door is
/// [dev.cairn.remote.ClusterModels].
@NullMarked
package dev.cairn.remote;

import org.jspecify.annotations.NullMarked;
