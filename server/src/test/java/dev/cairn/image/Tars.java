package dev.cairn.image;

import dev.cairn.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import tools.jackson.databind.JsonNode;

/// Reads tars by a library that did not write them, and writes images that others could have made.
public final class Tars {
    private Tars() {}

    /// What an entry says of itself, and what it has.
    public static final class Entry {
        private final TarArchiveEntry header;
        private final byte[] content;

        Entry(TarArchiveEntry header, byte[] content) {
            this.header = header;
            this.content = content;
        }

        public TarArchiveEntry header() {
            return header;
        }

        public byte[] content() {
            return content;
        }

        public JsonNode json() {
            return Json.readTree(content);
        }
    }

    public static Entry at(Map<String, Entry> entries, String name) {
        return Objects.requireNonNull(entries.get(name), name);
    }

    public static SequencedMap<String, Entry> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    public static SequencedMap<String, Entry> read(InputStream in) throws IOException {
        SequencedMap<String, Entry> entries = new LinkedHashMap<>();
        TarArchiveInputStream tar = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            entries.put(entry.getName(), new Entry(entry, tar.readAllBytes()));
        }
        return entries;
    }

    static String digest(byte[] bytes) {
        return "sha256:"
                + HexFormat.of().formatHex(dev.cairn.text.Digests.sha256().digest(bytes));
    }

    static void write(Path file, Map<String, byte[]> entries) throws IOException {
        try (TarWriter tar = new TarWriter(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                tar.file(entry.getKey(), TarWriter.READABLE, entry.getValue().length, Content.of(entry.getValue()));
            }
            tar.end();
        }
    }
}
