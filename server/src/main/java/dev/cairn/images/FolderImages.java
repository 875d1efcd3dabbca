package dev.cairn.images;

import dev.cairn.artifacts.ArtifactFile;
import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.protocol.runs.ListRunImages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The images of a folder, gathered file by file: each with its smaller copy, whichever comes first.
final class FolderImages {
    private static final Comparator<Image> IN_TIME = Comparator.<Image>comparingLong(image -> image.name.step())
            .thenComparingLong(image -> image.name.timestamp());

    private final int limit;
    private final Map<String, Image> images = new LinkedHashMap<>();
    private int seen;
    private boolean cut;

    /// @param limit files that are looked at; the others are left out
    FolderImages(int limit) {
        this.limit = limit;
    }

    void add(ArtifactPath folder, ArtifactFile file) {
        if (seen == limit) {
            cut = true;
            return;
        }
        seen++;
        if (!file.isDirectory()) {
            ImageName.parse(file.path().name())
                    .ifPresent(name -> images.computeIfAbsent(name.stem(), stem -> new Image(name))
                            .add(
                                    name,
                                    folder.child(ArtifactPath.of(file.path().name()))
                                            .value()));
        }
    }

    int seen() {
        return seen;
    }

    boolean isCut() {
        return cut;
    }

    boolean isEmpty() {
        return images.isEmpty();
    }

    List<ListRunImages.ImageSeries> series() {
        Map<String, List<Image>> byKey = new TreeMap<>();
        images.values().stream()
                .sorted(IN_TIME)
                .forEach(image -> byKey.computeIfAbsent(image.name.key(), key -> new ArrayList<>())
                        .add(image));
        List<ListRunImages.ImageSeries> series = new ArrayList<>(byKey.size());
        byKey.forEach((key, of) -> series.add(new ListRunImages.ImageSeries(
                key,
                of.stream().map(image -> image.name.step()).toList(),
                of.stream().map(image -> image.name.timestamp()).toList(),
                of.stream().map(Image::path).toList(),
                of.stream().map(Image::preview).toList())));
        return series;
    }

    private static final class Image {
        private final ImageName name;
        private @Nullable String full;
        private @Nullable String small;

        Image(ImageName name) {
            this.name = name;
        }

        void add(ImageName of, String path) {
            if (of.isPreview()) {
                small = path;
            } else {
                full = path;
            }
        }

        /// The whole image, or what there is of it yet.
        String path() {
            return full != null ? full : preview();
        }

        String preview() {
            if (small != null) {
                return small;
            }
            if (full == null) {
                throw new IllegalStateException("An image is made of a file");
            }
            return full;
        }
    }
}
