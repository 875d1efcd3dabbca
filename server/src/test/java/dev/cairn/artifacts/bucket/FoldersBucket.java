package dev.cairn.artifacts.bucket;

import dev.cairn.http.ApiException;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/// A store in which folders are things of their own, that are deleted when nothing is in them, and not before.
final class FoldersBucket extends MemoryBucket {
    final NavigableSet<String> folders = new ConcurrentSkipListSet<>();

    @Override
    public void put(String key, byte[] content, int length) {
        for (int slash = key.indexOf('/'); slash > 0; slash = key.indexOf('/', slash + 1)) {
            folders.add(key.substring(0, slash));
        }
        super.put(key, content, length);
    }

    @Override
    public ObjectPage page(String beginning, String from, int limit, boolean byFolder) {
        ObjectPage files = super.page(beginning, from, limit, byFolder);
        return new ObjectPage(
                files.objects(),
                folders.stream().filter(folder -> folder.startsWith(beginning)).toList(),
                files.next());
    }

    @Override
    public void delete(List<String> keys) {
        for (String key : keys) {
            if (isBelow(key, objects.ceilingKey(key + "/")) || isBelow(key, folders.ceiling(key + "/"))) {
                throw ApiException.busy("DirectoryIsNotEmpty " + key);
            }
        }
        super.delete(keys);
        folders.removeAll(keys);
    }

    private static boolean isBelow(String folder, @Nullable String key) {
        return key != null && key.startsWith(folder + "/");
    }
}
