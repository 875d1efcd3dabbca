package dev.cairn.artifacts;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// The names in folders, in order, a page at a time. A file system tells them in no order and all at once; so whoever
/// asks for a page behind the first has the folder's names remembered, until the folder changes or others are asked
/// for.
///
/// Thread-safe.
final class FolderNames {
    /// Of all folders together, about 16 MB.
    private static final int MOST_REMEMBERED = 200_000;

    /// A file system's clock may stand still that long, so that a change leaves no trace in a folder's time.
    private static final Duration UNSURE = Duration.ofSeconds(2);

    /// Those used last are last.
    private final Map<Path, Sorted> remembered = new LinkedHashMap<>(4, 0.75F, true);

    /// The first names behind one, no more than a number.
    List<String> after(String from, Path folder, int count) throws IOException {
        if (from.isEmpty()) {
            return scanned(from, folder, count);
        }
        Version version = Version.of(folder);
        Sorted known = remembered(folder, version);
        if (known == null) {
            String[] all = all(folder);
            if (all == null) {
                return scanned(from, folder, count);
            }
            known = new Sorted(version, all);
            if (version.isSure()) {
                remember(folder, known);
            }
        }
        return known.after(from, count);
    }

    private synchronized @Nullable Sorted remembered(Path folder, Version version) {
        Sorted known = remembered.get(folder);
        return known != null && known.version.isSame(version) ? known : null;
    }

    private synchronized void remember(Path folder, Sorted sorted) {
        remembered.put(folder, sorted);
        int names =
                remembered.values().stream().mapToInt(each -> each.names.length).sum();
        for (var oldest = remembered.values().iterator(); names > MOST_REMEMBERED && oldest.hasNext(); ) {
            names -= oldest.next().names.length;
            oldest.remove();
        }
    }

    /// All names in order; null if there are more than are remembered.
    private static String @Nullable [] all(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (names.size() == MOST_REMEMBERED) {
                    return null;
                }
                names.add(entry.getFileName().toString());
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        String[] sorted = names.toArray(String[]::new);
        Arrays.sort(sorted);
        return sorted;
    }

    /// As above with a look at all of the folder; no more names than are asked for are held at a time.
    private static List<String> scanned(String from, Path folder, int count) throws IOException {
        PriorityQueue<String> first = new PriorityQueue<>(Comparator.reverseOrder());
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                String last = first.size() < count ? null : first.peek();
                if (name.compareTo(from) > 0 && (last == null || name.compareTo(last) < 0)) {
                    first.add(name);
                    if (last != null) {
                        first.remove();
                    }
                }
            }
        } catch (DirectoryIteratorException broken) {
            throw broken.getCause();
        }
        return first.stream().sorted().toList();
    }

    /// A folder between two changes, as it was before it was looked at.
    private record Version(FileTime modified, @Nullable Object key, Instant seen) {
        static Version of(Path folder) throws IOException {
            BasicFileAttributes attributes =
                    Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new Version(attributes.lastModifiedTime(), attributes.fileKey(), Instant.now());
        }

        boolean isSame(Version other) {
            return modified.equals(other.modified) && key != null && key.equals(other.key);
        }

        /// Whether a later change shows in the folder's time.
        boolean isSure() {
            return modified.toInstant().isBefore(seen.minus(UNSURE));
        }
    }

    /// The names of a folder.
    private static final class Sorted {
        private final Version version;
        private final String[] names;

        Sorted(Version version, String[] names) {
            this.version = version;
            this.names = names;
        }

        List<String> after(String from, int count) {
            int found = Arrays.binarySearch(names, from);
            int start = found < 0 ? -found - 1 : found + 1;
            return List.of(Arrays.copyOfRange(names, start, Math.min(names.length, start + count)));
        }
    }
}
