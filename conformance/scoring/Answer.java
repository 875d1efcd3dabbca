import dev.cairn.scoring.ScoringLimits;
import dev.cairn.scoring.invocation.LoadedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Answers the `request.json` of every model folder under a folder, into its `answer.json`.
final class Answer {
    public static void main(String[] arguments) throws IOException {
        try (Stream<Path> folders = Files.list(Path.of(arguments[0]))) {
            for (Path folder : folders.toList()) {
                try (LoadedModel model = LoadedModel.open(folder, ScoringLimits.DEFAULT)) {
                    byte[] request = Files.readAllBytes(folder.resolve("request.json"));
                    Files.write(folder.resolve("answer.json"), model.invoke(request));
                } catch (RuntimeException failed) {
                    Files.writeString(folder.resolve("failed.txt"), failed.toString());
                }
            }
        }
    }
}
