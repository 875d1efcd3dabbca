package dev.cairn.importing.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.evaluation.DatasetCopy;
import dev.cairn.evaluation.StoredRecord;
import dev.cairn.importing.transfer.EvaluationObject;
import dev.cairn.importing.transfer.MadeUpSource;
import dev.cairn.importing.transfer.Owner;
import dev.cairn.importing.transfer.Progress;
import dev.cairn.importing.transfer.Report;
import dev.cairn.importing.transfer.Source;
import dev.cairn.importing.transfer.SourceFile;
import dev.cairn.protocol.evaluation.EvaluationDataset;
import dev.cairn.traces.TraceCopy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives of what a test made up, written and read again.
final class ArchiveExportTest {
    private static final Progress SILENT = new Progress(new PrintStream(OutputStream.nullOutputStream()));

    @TempDir
    private Path folder;

    private final Report report = new Report();

    private static TraceCopy trace(String id, String note) {
        return MadeUpTrace.of(id, Map.of("note", note), "span of " + id);
    }

    private static EvaluationObject dataset(String id, String schema) {
        StoredRecord record = new StoredRecord("r-" + id, "h", "{\"q\":1}", null, null, "{}", null, 1, 2, null, null);
        return new EvaluationObject.Dataset(new DatasetCopy(
                new EvaluationDataset(id, id, "{}", schema, null, "d", 1, 2, null, null, List.of("1")),
                List.of(record)));
    }

    /// A text that no line holds.
    private static String endless() {
        return "x".repeat(Archive.MAX_LINE);
    }

    private Archive written(Source source) throws IOException {
        Archive.write(source, folder.resolve("all"), SILENT, report);
        return Archive.open(folder.resolve("all"));
    }

    @Test
    void aTraceThatIsTooLongTakesItsSpansWithIt() throws IOException {
        MadeUpSource source = new MadeUpSource();
        source.traces.addAll(List.of(trace("tr-1", ""), trace("tr-2", endless()), trace("tr-3", "")));
        List<TraceCopy> read = new ArrayList<>();

        try (Archive archive = written(source)) {
            archive.traces(Source.Selection.all(), read::addAll);
        }

        assertThat(read).containsExactly(source.traces.getFirst(), source.traces.getLast());
        assertThat(report.text()).contains("Trace tr-2 is not whole in the archive");
    }

    @Test
    void whatAnotherExportBeganIsLeftToIt() throws IOException {
        Path part = Files.createDirectories(folder.resolve("all.part"));
        Files.writeString(part.resolve("runs.jsonl"), "begun");

        assertThatThrownBy(() -> written(new MadeUpSource()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all.part' is there already");
        assertThat(part.resolve("runs.jsonl")).hasContent("begun");
    }

    @Test
    void aFileWhoseNameTheDiskDoesNotTakeKeepsNoOtherOut() throws IOException {
        MadeUpSource source = new MadeUpSource();
        source.files.addAll(List.of(file("a".repeat(300)), file("b")));
        List<String> read = new ArrayList<>();

        try (Archive archive = written(source)) {
            archive.artifacts(new Source.ArtifactSink() {
                @Override
                public void file(SourceFile file) {
                    read.add(file.path());
                }

                @Override
                public void unreadable(Owner owner, String reason) {
                    read.add(reason);
                }
            });
        }

        assertThat(read).containsExactly("b");
        assertThat(report.text()).contains("aaa' of run 1 was not exported");
        assertThat(folder).isDirectoryNotContaining(path -> !path.endsWith("all"));
    }

    private static SourceFile file(String path) {
        return new SourceFile(
                Owner.run("1"), path, 3, Optional.empty(), () -> new ByteArrayInputStream("abc".getBytes(UTF_8)));
    }

    @Test
    void aDataSetThatIsTooLongTakesItsRecordsWithIt() throws IOException {
        MadeUpSource source = new MadeUpSource();
        source.objects.addAll(List.of(dataset("d-1", ""), dataset("d-2", endless()), dataset("d-3", "")));
        List<EvaluationObject> read = new ArrayList<>();

        try (Archive archive = written(source)) {
            archive.evaluation(read::add);
        }

        assertThat(read).containsExactly(source.objects.getFirst(), source.objects.getLast());
        assertThat(report.text()).contains("The evaluation data set d-2 is not whole in the archive");
    }
}
