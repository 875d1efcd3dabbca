package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarTest {
    private static final String LONG = "a/".repeat(80) + "long.txt";

    @TempDir
    private Path place;

    @ParameterizedTest
    @ValueSource(ints = {TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX})
    void namesAreReadAsOthersWriteThem(int longNames) throws IOException {
        Path file = place.resolve("a.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file), "UTF-8")) {
            tar.setLongFileMode(longNames);
            put(tar, "./first.txt", "one");
            put(tar, LONG, "two");
            TarArchiveEntry link = new TarArchiveEntry("b/again.txt", TarConstants.LF_SYMLINK);
            link.setLinkName("../first.txt");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        try (TarReader tar = TarReader.open(file)) {
            assertThat(tar.bytes("first.txt")).isEqualTo("one".getBytes(UTF_8));
            assertThat(tar.bytes(LONG)).isEqualTo("two".getBytes(UTF_8));
            assertThat(tar.bytes("b/again.txt")).isEqualTo("one".getBytes(UTF_8));
            ByteArrayOutputStream copied = new ByteArrayOutputStream();
            tar.content(LONG).writeTo(copied);
            assertThat(copied.toString(UTF_8)).isEqualTo("two");
        }
    }

    @Test
    void aLinkOutOfTheTarIsRefused() throws IOException {
        Path file = place.resolve("a.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            TarArchiveEntry link = new TarArchiveEntry("a", TarConstants.LF_SYMLINK);
            link.setLinkName("../../etc/passwd");
            tar.putArchiveEntry(link);
            tar.closeArchiveEntry();
        }
        assertThatThrownBy(() -> TarReader.open(file)).hasMessageContaining("lies outside of it");
    }

    @Test
    void aFileOfMoreThanEightGibibytesHasItsSizeInARecord() throws IOException {
        long size = 9L << 30;
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        OutputStream cut = new OutputStream() {
            @Override
            public void write(int value) {
                head.write(value);
            }
        };
        assertThatThrownBy(() -> new TarWriter(cut).file("large", TarWriter.READABLE, size, out -> {}))
                .hasMessageContaining("has 0 bytes and had 9663676416 before");
        TarArchiveEntry entry = new TarArchiveInputStream(new ByteArrayInputStream(head.toByteArray())).getNextEntry();
        assertThat(entry.getName()).isEqualTo("large");
        assertThat(entry.getSize()).isEqualTo(size);
    }

    private static void put(TarArchiveOutputStream tar, String name, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(UTF_8));
        tar.closeArchiveEntry();
    }
}
