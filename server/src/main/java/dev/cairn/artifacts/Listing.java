package dev.cairn.artifacts;

import dev.cairn.protocol.artifacts.FileInfo;
import java.util.List;

/// A page of what lies directly in a folder, in the store's own order.
///
/// @param files     may be fewer than were asked for, though there is more
/// @param unnamable names that no path on the wire can have; something else put these files there
/// @param next      what the store continues from, in its own words; empty at the end
public record Listing(List<ArtifactFile> files, List<String> unnamable, String next) {
    public static final Listing NOTHING = new Listing(List.of(), List.of(), "");

    public boolean isLast() {
        return next.isEmpty();
    }

    /// The files as they go over the wire, each path behind a prefix.
    List<FileInfo> infos(ArtifactPath prefix) {
        String before = prefix.isRoot() ? "" : prefix.value() + "/";
        return files.stream()
                .map(file -> new FileInfo(
                        before + file.path().name(), file.isDirectory(), file.isDirectory() ? null : file.size()))
                .toList();
    }
}
