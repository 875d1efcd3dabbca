package dev.cairn.scoring.trees;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What LightGBM's `save_model` wrote: the model, and the categories of the data frame that it was trained on.
public final class LightgbmFile {
    private static final long MAX_BYTES = 1L << 30;
    private static final String MAGIC = "tree";

    private final BoostedModel model;
    private final List<Integer> categorical;
    private final List<List<?>> categories;

    LightgbmFile(BoostedModel model, List<Integer> categorical, List<List<?>> categories) {
        this.model = model;
        this.categorical = categorical;
        this.categories = categories;
    }

    /// Reads a file; `BoosterFormatException` where it is not such a one.
    public static LightgbmFile read(Path file) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            if (Files.size(file) > MAX_BYTES) {
                throw new BoosterFormatException("is larger than %d bytes".formatted(MAX_BYTES));
            }
            return read(bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static LightgbmFile read(byte[] bytes) {
        try {
            return read(new ByteArrayInputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static LightgbmFile read(InputStream bytes) throws IOException {
        String start = new String(bytes.readNBytes(MAGIC.length()), StandardCharsets.ISO_8859_1);
        BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        if (!start.equals(MAGIC) || !"".equals(lines.readLine())) {
            throw new BoosterFormatException("is not in LightGBM's text format, which Booster.save_model writes");
        }
        return new LightgbmReader(lines).read();
    }

    public BoostedModel model() {
        return model;
    }

    /// The numbers of the features that are categories, in order.
    public List<Integer> categorical() {
        return categorical;
    }

    /// The categories of each categorical column of the data frame, texts or numbers, in the order of their codes;
    /// empty where there was none. The file does not say which columns they are.
    public List<List<?>> categories() {
        return categories;
    }
}
