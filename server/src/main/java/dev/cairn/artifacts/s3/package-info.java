/// Artifacts in a bucket of an S3-compatible store.
@NullMarked
package dev.cairn.artifacts.s3;

import org.jspecify.annotations.NullMarked;
