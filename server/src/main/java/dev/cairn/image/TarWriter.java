package dev.cairn.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Writes a tar (POSIX.1-2001) whose entries belong to root and are of no time: the same files are always the same
/// bytes.
final class TarWriter implements Closeable {
    static final int BLOCK = 512;

    /// How many bytes a file takes, as the next one begins with a block.
    static long padded(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    /// Modes: of a file that everybody may read, of one that everybody may run, and of a folder.
    static final int READABLE = 0644;

    static final int RUNNABLE = 0755;

    private static final int NAME = 100;
    private static final int MODE_AT = 100;
    private static final int OWNER_AT = 108;
    private static final int GROUP_AT = 116;
    private static final int SIZE_AT = 124;
    private static final int TIME_AT = 136;
    private static final int CHECKSUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;
    private static final int SHORT_DIGITS = 7;
    private static final int LONG_DIGITS = 11;
    private static final int CHECKSUM_DIGITS = 6;
    private static final int CHECKSUM_BYTES = 8;

    /// The largest size for which a header has digits.
    private static final long MAX_SIZE = (1L << (3 * LONG_DIGITS)) - 1;

    private static final char FILE = '0';
    private static final char FOLDER = '5';
    private static final char EXTENDED = 'x';

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    void folder(String name, int mode) throws IOException {
        header(name + "/", mode, 0, FOLDER);
    }

    /// A file of a known size.
    void file(String name, int mode, long size, Content content) throws IOException {
        header(name, mode, size, FILE);
        Counter counter = new Counter(out);
        content.writeTo(counter);
        if (counter.written != size) {
            throw new IOException("%s has %d bytes and had %d before.".formatted(name, counter.written, size));
        }
        pad(size);
    }

    /// What a header has no room for stands in records before it: long names, and large files.
    private void header(String name, int mode, long size, char type) throws IOException {
        StringBuilder records = new StringBuilder();
        if (name.getBytes(UTF_8).length > NAME || !US_ASCII.newEncoder().canEncode(name)) {
            records.append(extended(" path=" + name + "\n"));
        }
        if (size > MAX_SIZE) {
            records.append(extended(" size=" + size + "\n"));
        }
        if (!records.isEmpty()) {
            byte[] bytes = records.toString().getBytes(UTF_8);
            block("extended", READABLE, bytes.length, EXTENDED);
            out.write(bytes);
            pad(bytes.length);
        }
        block(name, mode, size > MAX_SIZE ? 0 : size, type);
    }

    /// A record: how long it is, itself counted, and the rest.
    private static String extended(String rest) {
        int length = rest.getBytes(UTF_8).length;
        int digits = String.valueOf(length).length();
        if (String.valueOf(length + digits).length() > digits) {
            digits++;
        }
        return (length + digits) + rest;
    }

    private void block(String name, int mode, long size, char type) throws IOException {
        byte[] header = new byte[BLOCK];
        byte[] bytes = name.getBytes(UTF_8);
        System.arraycopy(bytes, 0, header, 0, Math.min(bytes.length, NAME));
        put(header, MODE_AT, octal(mode, SHORT_DIGITS));
        put(header, OWNER_AT, octal(0, SHORT_DIGITS));
        put(header, GROUP_AT, octal(0, SHORT_DIGITS));
        put(header, SIZE_AT, octal(size, LONG_DIGITS));
        put(header, TIME_AT, octal(0, LONG_DIGITS));
        header[TYPE_AT] = (byte) type;
        put(header, MAGIC_AT, "ustar\00000");
        put(header, CHECKSUM_AT, octal(checksum(header), CHECKSUM_DIGITS) + "\0 ");
        out.write(header);
    }

    /// The sum of a header's bytes, with spaces in place of the sum.
    static long checksum(byte[] header) {
        byte[] summed = header.clone();
        Arrays.fill(summed, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_BYTES, (byte) ' ');
        long sum = 0;
        for (byte value : summed) {
            sum += value & 0xff;
        }
        return sum;
    }

    private static String octal(long value, int digits) {
        String octal = Long.toOctalString(value);
        return "0".repeat(digits - octal.length()) + octal;
    }

    private static void put(byte[] header, int at, String value) {
        byte[] bytes = value.getBytes(US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) (padded(size) - size)]);
    }

    /// Writes the end.
    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    /// Closes what is written to; without [#end], the tar is none.
    @Override
    public void close() throws IOException {
        out.close();
    }

    private static final class Counter extends OutputStream {
        private final OutputStream out;
        private long written;

        Counter(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            written++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            written += length;
        }
    }
}
