package dev.cairn.scoring.sklearn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.scoring.Models;
import dev.cairn.scoring.limits.TimeLimit;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that skops did not write: each is refused, or is a model that predicts something or refuses its rows.
class DamagedSkopsTest {
    private static final int CHANGES = 25;

    @TempDir
    private Path folder;

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(files().getFirst());
        for (int length = 0; length < whole.length; length += 1 + whole.length / 30) {
            Path cut = Files.write(folder.resolve("cut.skops"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SkopsFile.read(cut, "predict")).isInstanceOf(SkopsFormatException.class);
        }
    }

    @Test
    void aFileWithPartsChangedIsRefusedOrPredicts() throws IOException {
        for (Path file : files()) {
            Map<String, byte[]> parts = parts(file);
            Random random = new Random(parts.size());
            for (int i = 0; i < CHANGES; i++) {
                Map<String, byte[]> changed = new LinkedHashMap<>(parts);
                var part = List.copyOf(parts.entrySet()).get(random.nextInt(parts.size()));
                byte[] bytes = part.getValue().clone();
                for (int times = 1 + random.nextInt(3); times > 0 && bytes.length > 0; times--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
                }
                changed.put(part.getKey(), bytes);
                predictIfReadable(written(changed));
            }
        }
    }

    @Test
    void aDigitThatIsAnotherIsRefusedOrPredicts() throws IOException {
        for (Path file : files()) {
            Map<String, byte[]> parts = parts(file);
            byte[] schema = parts.getOrDefault("schema.json", new byte[0]);
            Random random = new Random(schema.length);
            for (int i = 0; i < CHANGES; i++) {
                byte[] bytes = schema.clone();
                int at = random.nextInt(bytes.length);
                while (at < bytes.length - 1 && !Character.isDigit(bytes[at])) {
                    at++;
                }
                bytes[at] = (byte) ('0' + random.nextInt(10));
                Map<String, byte[]> changed = new LinkedHashMap<>(parts);
                changed.put("schema.json", bytes);
                predictIfReadable(written(changed));
            }
        }
    }

    @Test
    void anArchiveThatIsMuchLargerThanItsFileIsNotUnpacked() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("schema.json", new byte[40 << 20]);
        assertThatThrownBy(() -> SkopsFile.read(written(parts), "predict")).isInstanceOf(OnlyPythonException.class);
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("schema.json", "{\"content\":".repeat(10_000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> SkopsFile.read(written(parts), "predict"))
                .isInstanceOf(SkopsFormatException.class)
                .hasMessageContaining("no valid description");
    }

    private static void predictIfReadable(Path file) throws IOException {
        try {
            Predictor predictor = SkopsFile.read(file, "predict");
            for (int width = 1; width < 8; width++) {
                predictIfTaken(predictor, new Numbers(new double[3 * width], 3, width, List.of()));
            }
        } catch (SkopsFormatException | OnlyPythonException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }

    private static void predictIfTaken(Predictor predictor, Table table) {
        try {
            assertThat(predictor.predict(table, new TimeLimit())).isNotNull();
        } catch (RefusedRowsException refused) {
            assertThat(refused).hasMessageContaining(" ");
        }
    }

    private static Map<String, byte[]> parts(Path file) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile archive = new ZipFile(file.toFile())) {
            for (ZipEntry entry : archive.stream().toList()) {
                parts.put(entry.getName(), archive.getInputStream(entry).readAllBytes());
            }
        }
        return parts;
    }

    private Path written(Map<String, byte[]> parts) throws IOException {
        Path file = folder.resolve("changed.skops");
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream archive = new ZipOutputStream(stream)) {
            archive.setLevel(1);
            for (Map.Entry<String, byte[]> each : parts.entrySet()) {
                archive.putNextEntry(new ZipEntry(each.getKey()));
                archive.write(each.getValue());
            }
        }
        return file;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> folders = Files.list(Models.folder("estimators"))) {
            return folders.sorted()
                    .map(each -> each.resolve("model.skops"))
                    .limit(24)
                    .toList();
        }
    }
}
