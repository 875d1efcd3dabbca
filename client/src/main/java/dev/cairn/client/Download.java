package dev.cairn.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A file on its way from the artifact store. Where the connection breaks it goes on with what is missing, if the file
/// is still the same, and gives up once nothing more has come for as often as [Retries] say.
final class Download {
    private static final int BUFFER = 1 << 16;

    private final Transport transport;
    private final String route;
    private final Path file;
    private String etag = "";
    private long saved;

    Download(Transport transport, String route, Path file) {
        this.transport = transport;
        this.route = route;
        this.file = file;
    }

    Path save() {
        try {
            Path part = file.toAbsolutePath().resolveSibling("." + UUID.randomUUID() + ".part");
            Path folder = part.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                saveTo(part);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void saveTo(Path part) throws IOException {
        int failures = 0;
        long most = 0;
        while (true) {
            Optional<IOException> broken = fetch(part);
            if (broken.isEmpty()) {
                return;
            }
            failures = saved > most ? 1 : failures + 1;
            most = Math.max(most, saved);
            if (failures >= transport.retries().attempts()) {
                throw new NoAnswerException(
                        "The connection broke again and again after %d bytes of the file.".formatted(saved),
                        broken.get());
            }
            Transport.sleep(transport.retries().pause(failures));
        }
    }

    /// Fetches what is missing, and returns what kept it from getting all.
    private Optional<IOException> fetch(Path part) throws IOException {
        Map<String, String> missing =
                saved == 0 || etag.isEmpty() ? Map.of() : Map.of("Range", "bytes=" + saved + "-", "If-Range", etag);
        HttpResponse<InputStream> response = transport.open(route, "", missing);
        boolean goesOn = response.statusCode() == 206;
        saved = goesOn ? saved : 0;
        etag = response.headers().firstValue("ETag").orElse("");
        try (InputStream content = response.body();
                OutputStream out =
                        goesOn ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part)) {
            return copy(content, out);
        }
    }

    private Optional<IOException> copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (true) {
            int read;
            try {
                read = content.read(buffer);
            } catch (IOException broken) {
                return Optional.of(broken);
            }
            if (read < 0) {
                return Optional.empty();
            }
            out.write(buffer, 0, read);
            saved += read;
        }
    }
}
