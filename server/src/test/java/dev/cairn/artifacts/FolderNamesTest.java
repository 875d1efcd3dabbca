package dev.cairn.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names in order, a page at a time.
final class FolderNamesTest {
    private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));

    private final FolderNames names = new FolderNames();

    @TempDir
    private Path folder;

    @Test
    void pagesTogetherAreTheFolderInOrder() throws IOException {
        List<String> expected = fill(1_000);
        Files.setLastModifiedTime(folder, LONG_AGO);

        for (int count : new int[] {1, 7, 999, 1_000, 5_000}) {
            List<String> seen = new ArrayList<>();
            for (List<String> page = names.after("", folder, count);
                    !page.isEmpty();
                    page = names.after(page.getLast(), folder, count)) {
                assertThat(page).hasSizeLessThanOrEqualTo(count);
                seen.addAll(page);
            }
            assertThat(seen).isEqualTo(expected);
        }
    }

    @Test
    void aPageBehindANameThatIsNotThereBeginsWithTheNextOne() throws IOException {
        fill(100);
        Files.setLastModifiedTime(folder, LONG_AGO);

        assertThat(names.after("f041x", folder, 2)).containsExactly("f042", "f043");
        assertThat(names.after("f041x", folder, 2)).containsExactly("f042", "f043");
        assertThat(names.after("zzz", folder, 2)).isEmpty();
    }

    @Test
    void whatIsAddedOrRemovedBetweenPagesIsSeen() throws IOException {
        fill(100);
        Files.setLastModifiedTime(folder, LONG_AGO);
        assertThat(names.after("f010", folder, 2)).containsExactly("f011", "f012");

        Files.createFile(folder.resolve("f0115"));
        Files.delete(folder.resolve("f013"));

        assertThat(names.after("f010", folder, 4)).containsExactly("f011", "f0115", "f012", "f014");
    }

    @Test
    void aFolderThatHasJustChangedIsLookedAtAgain() throws IOException {
        fill(100);
        FileTime justNow = FileTime.from(Instant.now().plus(Duration.ofHours(1))); // however long the test takes
        Files.setLastModifiedTime(folder, justNow);
        assertThat(names.after("f098", folder, 10)).containsExactly("f099");

        Files.createFile(folder.resolve("f0985"));
        Files.setLastModifiedTime(folder, justNow); // as on a file system whose clock stands still for some time

        assertThat(names.after("f098", folder, 10)).containsExactly("f0985", "f099");
    }

    @Test
    void anotherFolderOfTheSameNameIsAnotherFolder() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.createFile(inner.resolve("b"));
        Files.setLastModifiedTime(inner, LONG_AGO);
        assertThat(names.after("a", inner, 10)).containsExactly("b");

        Files.move(inner, folder.resolve("moved"));
        Files.createDirectory(inner);
        Files.createFile(inner.resolve("c"));
        Files.setLastModifiedTime(inner, LONG_AGO);

        assertThat(names.after("a", inner, 10)).containsExactly("c");
    }

    private List<String> fill(int count) throws IOException {
        List<String> made =
                IntStream.range(0, count).mapToObj("f%03d"::formatted).toList();
        for (String name : made) {
            Files.createFile(folder.resolve(name));
        }
        return made.stream().sorted().toList();
    }
}
