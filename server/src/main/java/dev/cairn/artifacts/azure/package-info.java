/// Artifacts in a container of Azure Blob Storage, over its REST API.
@NullMarked
package dev.cairn.artifacts.azure;

import org.jspecify.annotations.NullMarked;
