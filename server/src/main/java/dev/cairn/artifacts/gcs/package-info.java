/// Artifacts in a bucket of Google Cloud Storage, over its JSON API.
@NullMarked
package dev.cairn.artifacts.gcs;

import org.jspecify.annotations.NullMarked;
