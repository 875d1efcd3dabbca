package dev.cairn.scoring.sklearn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

/// A file of skops: an archive of a description of objects, in JSON, and arrays. What it describes is looked at, never
/// made: a type that is not known here is refused where it is wanted. Used by one thread.
public final class SkopsFile implements AutoCloseable {
    /// Of the tests' models, the largest has 18,000 in 0.6 MB; 32 MB have a million, as they are written.
    static final int MAX_TOKENS = 2_000_000;

    private static final JsonMapper JSON = mapper(MAX_TOKENS);

    /// For texts that are one number, text, boolean or null, and no tree again.
    static final JsonMapper SCALARS = mapper(1);

    private static final String SCHEMA = "schema.json";
    private static final int MAX_SCHEMA_BYTES = 32 << 20;
    /// Arrays may be wanted more than once, and small ones are packed well.
    private static final long SPARE_BYTES = 16L << 20;
    /// Beside a number for each byte of the file.
    private static final long SPARE_HEAP = 64L << 20;

    private final ZipFile archive;
    private final Heap heap;
    private long budget;

    private SkopsFile(ZipFile archive, long size) {
        this.archive = archive;
        this.heap = new Heap(Double.BYTES * size + SPARE_HEAP);
        this.budget = 2 * size + SPARE_BYTES;
    }

    private static JsonMapper mapper(int tokens) {
        return new JsonMapper(JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxTokenCount(tokens).build())
                .build());
    }

    /// The predictions of the model in a file.
    ///
    /// @param method of its methods: `predict` or `predict_proba`
    public static Predictor read(Path path, String method) throws IOException {
        try (SkopsFile file = new SkopsFile(new ZipFile(path.toFile()), Files.size(path))) {
            return Predictors.read(file.root(), method);
        } catch (ZipException noArchive) {
            throw new SkopsFormatException("is not an archive: " + noArchive.getMessage(), noArchive);
        }
    }

    private Item root() {
        byte[] schema = bytes(SCHEMA, MAX_SCHEMA_BYTES);
        try {
            takeRoom(schema);
            return new Item(this, "", JSON.readTree(schema));
        } catch (JacksonException unreadable) {
            throw new SkopsFormatException("has no valid description: " + unreadable.getOriginalMessage(), unreadable);
        }
    }

    /// Counts what the tree will be made of first: two bytes, `0,`, are fifty in it.
    private void takeRoom(byte[] schema) {
        long tokens = 0;
        try (JsonParser parser = JSON.createParser(schema)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        heap.take(tokens, Heap.TOKEN);
    }

    /// The array that is kept under a name.
    Npy array(String name) {
        return Npy.read(bytes(name, Integer.MAX_VALUE - 16), heap);
    }

    /// What is left for values that are made of the file.
    Heap heap() {
        return heap;
    }

    private byte[] bytes(String name, int most) {
        ZipEntry entry = archive.getEntry(name);
        if (entry == null) {
            throw new SkopsFormatException("has no '%s'".formatted(name));
        } else if (entry.getSize() > most) {
            throw new OnlyPythonException(
                    "has a part '%s' of %d bytes, of %d at most".formatted(name, entry.getSize(), most));
        } else if (entry.getSize() < 0 || entry.getSize() > budget) {
            throw new OnlyPythonException("is packed, and would be much larger than its file");
        }
        budget -= entry.getSize();
        try (InputStream stream = archive.getInputStream(entry)) {
            byte[] bytes = stream.readNBytes((int) entry.getSize());
            if (bytes.length != entry.getSize() || stream.read() >= 0) {
                throw new SkopsFormatException("has a '%s' of another size than it says".formatted(name));
            }
            return bytes;
        } catch (IOException broken) {
            throw new SkopsFormatException("has a broken '%s': %s".formatted(name, broken.getMessage()), broken);
        }
    }

    @Override
    public void close() throws IOException {
        archive.close();
    }
}
