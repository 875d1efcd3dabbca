package dev.cairn.artifacts.bucket;

import java.util.List;

/// A page of a bucket's keys.
///
/// @param folders what the keys below each folder begin with, up to the slash; of a page that is not by folder the keys
///                of those that are things of their own, if the store has such
/// @param next    what the store continues from, in its own words; empty at the end
public record ObjectPage(List<StoredObject> objects, List<String> folders, String next) {}
