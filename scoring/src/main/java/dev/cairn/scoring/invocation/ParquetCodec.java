package dev.cairn.scoring.invocation;

import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.parquet.Snappy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPInputStream;

/// How the pages of a column are packed.
enum ParquetCodec {
    PLAIN,
    SNAPPY,
    GZIP;

    static ParquetCodec of(long code, String column) {
        return switch ((int) code) {
            case 0 -> PLAIN;
            case 1 -> SNAPPY;
            case 2 -> GZIP;
            case 3 -> throw refused("LZO", column);
            case 4 -> throw refused("Brotli", column);
            case 5, 7 -> throw refused("LZ4", column);
            case 6 -> throw refused("ZSTD", column);
            default -> throw ParquetReader.unreadable("a column is packed in a way that nobody knows");
        };
    }

    private static InvalidInput refused(String codec, String column) {
        return InvalidInput.form(
                "The column '%s' of the Parquet file is packed with %s, which is not read here; write it with to_parquet(path, compression=\"snappy\")."
                        .formatted(column, codec));
    }

    /// Unpacks what has to be of this size.
    ByteBuffer unpacked(ByteBuffer packed, int size) {
        if (size == 0) {
            return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer unpacked = switch (this) {
            case PLAIN -> packed;
            case SNAPPY -> ByteBuffer.wrap(Snappy.unpacked(packed, size));
            case GZIP -> ByteBuffer.wrap(gunzipped(packed, size));
        };
        ParquetReader.require(unpacked.remaining() == size, "a page is of another size than it says");
        return unpacked.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /// Takes room for what there is, and not for what is said.
    private static byte[] gunzipped(ByteBuffer packed, int size) {
        byte[] bytes = new byte[packed.remaining()];
        packed.get(bytes);
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return gzip.readNBytes(size);
        } catch (IOException _) {
            throw ParquetReader.unreadable("a page is not packed as it says");
        }
    }
}
