package dev.cairn.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Reads the `MLmodel` file of each folder in a folder, and writes it anew below another one:
/// `java dev.cairn.client.RewrittenModels FROM TO`. Python then compares them.
final class RewrittenModels {
    private RewrittenModels() {}

    public static void main(String[] arguments) throws IOException {
        Path to = Path.of(arguments[1]);
        for (Path folder : folders(Path.of(arguments[0]))) {
            Path made = Files.createDirectories(to.resolve(folder.getFileName()));
            Files.writeString(
                    made.resolve(MlModel.FILE),
                    MlModel.read(Files.readString(folder.resolve(MlModel.FILE))).text());
        }
    }

    static List<Path> folders(Path all) throws IOException {
        try (Stream<Path> folders = Files.list(all)) {
            return folders.sorted().toList();
        }
    }
}
