package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// The programs in a layer, by their names alone: where links lead, and what a layer above removes, is not looked at.
final class Programs {
    private static final char FOLDER = '5';
    private static final int MAX_TEXT_BYTES = 1 << 20;
    private static final int BUFFER = 64 * 1024;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    private Programs() {}

    /// Whether a layer has a file or a link of some name, in whatever folder. One that is packed by zstd, which Java
    /// does not unpack, is taken to have it.
    static boolean mayHave(InputStream layer, String name) throws IOException {
        BufferedInputStream packed = new BufferedInputStream(layer, BUFFER);
        packed.mark(ZSTD.length);
        byte[] first = packed.readNBytes(ZSTD.length);
        packed.reset();
        if (Arrays.equals(first, ZSTD)) {
            return true;
        }
        boolean isGzip = Arrays.equals(Arrays.copyOf(first, GZIP.length), GZIP);
        try {
            return has(isGzip ? new GZIPInputStream(packed, BUFFER) : packed, name);
        } catch (ZipException | EOFException broken) {
            throw new BadImageException("It has a layer that is damaged, or was cut.", broken);
        }
    }

    private static boolean has(InputStream layer, String name) throws IOException {
        Extended extended = Extended.NONE;
        while (true) {
            byte[] block = layer.readNBytes(TarWriter.BLOCK);
            if (block.length < TarWriter.BLOCK) {
                return false;
            }
            TarHeader header = TarHeader.of(block);
            if (header.isEnd()) {
                return false;
            }
            long size = extended.size().orElse(header.size());
            if (size < 0) {
                throw new BadImageException("It has a layer with a file of less than nothing.");
            }
            switch (header.type()) {
                case 'x', 'L' -> extended = extended.and(header.type(), text(layer, size));
                case 'g', 'K' -> layer.skipNBytes(TarWriter.padded(size));
                default -> {
                    String path = "/" + extended.path().orElse(header.name());
                    if (header.type() != FOLDER && path.endsWith("/" + name)) {
                        return true;
                    }
                    layer.skipNBytes(TarWriter.padded(size));
                    extended = Extended.NONE;
                }
            }
        }
    }

    private static String text(InputStream layer, long size) throws IOException {
        if (size > MAX_TEXT_BYTES) {
            throw new BadImageException("It has a layer with a name of %d bytes.".formatted(size));
        }
        byte[] text = layer.readNBytes((int) size);
        layer.skipNBytes(TarWriter.padded(size) - size);
        return new String(text, UTF_8);
    }
}
