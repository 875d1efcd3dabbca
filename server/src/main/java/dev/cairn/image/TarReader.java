package dev.cairn.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The files of a tar on the disk, found by their names and read where they lie; nothing is unpacked. Not thread-safe.
final class TarReader implements Closeable {
    private static final int MAX_FILES = 100_000;
    private static final int MAX_TEXT_BYTES = 8 << 20;

    private final RandomAccessFile tar;
    private final Map<String, Place> places = new HashMap<>();

    /// Files that are another one, as older versions of Docker write a layer that is there twice.
    private final Map<String, String> links = new HashMap<>();

    private record Place(long start, long size) {}

    private TarReader(RandomAccessFile tar) {
        this.tar = tar;
    }

    static TarReader open(Path file) throws IOException {
        TarReader reader = new TarReader(new RandomAccessFile(file.toFile(), "r"));
        try {
            reader.read();
            return reader;
        } catch (IOException | RuntimeException failure) {
            reader.close();
            throw failure;
        }
    }

    private void read() throws IOException {
        Extended extended = Extended.NONE;
        long at = 0;
        while (at + TarWriter.BLOCK <= tar.length()) {
            TarHeader header = TarHeader.of(bytes(at, TarWriter.BLOCK));
            if (header.isEnd()) {
                return;
            }
            at += TarWriter.BLOCK;
            long size = extended.size().orElse(header.size());
            if (size < 0 || size > tar.length() - at) {
                throw new BadImageException("It ends within a file; it was cut.");
            }
            switch (header.type()) {
                case 'x', 'L' -> extended = extended.and(header.type(), text(at, size));
                case 'g', 'K' -> {} // of no file, or of a link, whose short name is enough
                default -> {
                    put(header, extended, new Place(at, size));
                    extended = Extended.NONE;
                }
            }
            at += TarWriter.padded(size);
        }
        if (places.isEmpty()) {
            throw new BadImageException("It is no tar.");
        }
    }

    private void put(TarHeader header, Extended extended, Place place) {
        String name = inside(extended.path().orElse(header.name()));
        switch (header.type()) {
            case '0', '7', 0 -> places.put(name, place);
            case '1' -> links.put(name, inside(header.link()));
            case '2' ->
                links.put(
                        name,
                        inside(Path.of(name)
                                .resolveSibling(header.link())
                                .normalize()
                                .toString()));
            default -> {} // folders, and what no image has
        }
        if (places.size() + links.size() > MAX_FILES) {
            throw new BadImageException("It has more than %d files.".formatted(MAX_FILES));
        }
    }

    /// A name that stays within the tar.
    private static String inside(String name) {
        Path path = Path.of(name);
        for (Path part : path) {
            if (part.toString().equals("..")) {
                throw outside(name);
            }
        }
        if (path.isAbsolute()) {
            throw outside(name);
        }
        return path.normalize().toString();
    }

    private static BadImageException outside(String name) {
        return new BadImageException("It has a file that lies outside of it: '%s'.".formatted(name));
    }

    boolean has(String name) {
        return places.containsKey(links.getOrDefault(name, name));
    }

    long size(String name) {
        return place(name).size();
    }

    /// A small file.
    byte[] bytes(String name) throws IOException {
        Place place = place(name);
        return bytes(place.start(), place.size());
    }

    private String text(long start, long size) throws IOException {
        return new String(bytes(start, size), UTF_8);
    }

    private byte[] bytes(long start, long size) throws IOException {
        if (size > MAX_TEXT_BYTES) {
            throw new BadImageException("One of its descriptions has %d bytes, which is too much.".formatted(size));
        }
        byte[] bytes = new byte[(int) size];
        tar.seek(start);
        tar.readFully(bytes);
        return bytes;
    }

    /// A file of any size.
    Content content(String name) {
        Place place = place(name);
        return out -> copy(place, out);
    }

    /// The same, to be read before anything else of the tar is.
    InputStream stream(String name) throws IOException {
        Place place = place(name);
        tar.seek(place.start());
        return new Part(Channels.newInputStream(tar.getChannel()), place.size());
    }

    /// So many bytes of what follows.
    private static final class Part extends InputStream {
        private final InputStream all;
        private long left;

        Part(InputStream all, long left) {
            this.all = all;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            return left == 0 ? -1 : passed(all.read(), 1);
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = all.read(to, offset, (int) Math.min(length, left));
            return passed(read, read);
        }

        @Override
        public long skip(long bytes) throws IOException {
            long skipped = all.skip(Math.min(bytes, left));
            left -= skipped;
            return skipped;
        }

        private int passed(int read, int bytes) {
            left = read < 0 ? 0 : left - bytes;
            return read;
        }
    }

    private void copy(Place place, OutputStream out) throws IOException {
        WritableByteChannel to = Channels.newChannel(out);
        long at = place.start();
        long end = place.start() + place.size();
        while (at < end) {
            long copied = tar.getChannel().transferTo(at, end - at, to);
            if (copied == 0) {
                throw new IOException("The base was cut while it was read.");
            }
            at += copied;
        }
    }

    private Place place(String name) {
        Place place = places.get(links.getOrDefault(name, name));
        if (place == null) {
            throw new BadImageException("It has no file %s.".formatted(name));
        }
        return place;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
