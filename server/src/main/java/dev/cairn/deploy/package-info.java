/// Models on Kubernetes. The door is [dev.cairn.deploy.Cluster].
@NullMarked
package dev.cairn.deploy;

import org.jspecify.annotations.NullMarked;
