package dev.cairn.importing.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.artifacts.ArtifactPath;
import dev.cairn.artifacts.Artifacts;
import dev.cairn.artifacts.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactWalkTest {
    private final List<String> found = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void filesAreFoundAndThoseThatNoPathCanNameAreTold() throws IOException {
        Files.createDirectories(folder.resolve("7/run/sub/c:"));
        for (String name : List.of("a.txt", "sub/b.txt", "sub/back\\slash", "sub/c:/below", "..\\x")) {
            Files.writeString(folder.resolve("7/run").resolve(name), "x");
        }

        walk("7/run");

        assertThat(found).containsExactlyInAnyOrder("a.txt", "sub/b.txt");
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "'sub/back\\slash' has a name that no artifact can have, and is left out.",
                        "'sub/c:' has a name that no artifact can have, and is left out.",
                        "'..\\x' has a name that no artifact can have, and is left out.");
    }

    @Test
    void theFilesOfAWholeStoreAreFoundByTheirWholePaths() throws IOException {
        Files.createDirectories(folder.resolve("7/run"));
        Files.writeString(folder.resolve("7/run/a.txt"), "x");

        walk("");

        assertThat(found).containsExactly("7/run/a.txt");
        assertThat(told).isEmpty();
    }

    private void walk(String root) throws IOException {
        try (Artifacts store = new Artifacts(new LocalStore(folder))) {
            ArtifactWalk.files(store, Owner.run("1"), ArtifactPath.of(root), new Source.ArtifactSink() {
                @Override
                public void file(SourceFile file) {
                    found.add(file.path());
                }

                @Override
                public void unreadable(Owner owner, String reason) {
                    told.add(reason);
                }
            });
        }
    }
}
