package dev.cairn.scoring.invocation;

import java.io.OutputStream;
import java.util.Arrays;

/// The bytes of an answer while it is written, or of a part of one: no more than one may have, so that what would be
/// larger is refused before it takes the memory. Used by one thread.
final class AnswerBytes extends OutputStream {
    private static final int FIRST_CAPACITY = 32;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int size;

    @Override
    public void write(int one) {
        makeRoom(1);
        bytes[size++] = (byte) one;
    }

    @Override
    public void write(byte[] some, int from, int length) {
        makeRoom(length);
        System.arraycopy(some, from, bytes, size, length);
        size += length;
    }

    void writeBytes(byte[] all) {
        write(all, 0, all.length);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void makeRoom(int length) {
        long needed = (long) size + length;
        if (needed > bytes.length) {
            AnswerTooLargeException.require(needed);
            long more = Math.min(2L * bytes.length, AnswerTooLargeException.MOST);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, more));
        }
    }
}
