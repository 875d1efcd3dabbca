package dev.cairn.image;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Arrays;

/// What a tar says before each of its files.
///
/// @param link where it leads, for a link
/// @param type as tars write it; `\1` for the end
record TarHeader(String name, String link, long size, char type) {
    private static final char END = 1;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int NUMBER = 12;
    private static final int CHECKSUM_AT = 148;
    private static final int CHECKSUM = 8;
    private static final int TYPE_AT = 156;
    private static final int LINK_AT = 157;
    private static final int MAGIC_AT = 257;
    private static final int PREFIX_AT = 345;
    private static final int PREFIX = 155;
    private static final int OCTAL = 8;
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    static TarHeader of(byte[] header) {
        if (header[0] == GZIP_FIRST && (header[1] & 0xff) == GZIP_SECOND) {
            throw new BadImageException("It is compressed; unpack it with gunzip first.");
        }
        if (isZero(header)) {
            return new TarHeader("", "", 0, END);
        }
        if (octal(header, CHECKSUM_AT, CHECKSUM) != TarWriter.checksum(header)) {
            throw new BadImageException("It is no tar, or is damaged.");
        }
        String prefix =
                new String(header, MAGIC_AT, 6, US_ASCII).equals("ustar\0") ? text(header, PREFIX_AT, PREFIX) : "";
        String name = text(header, 0, NAME);
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name, text(header, LINK_AT, NAME), number(header), (char)
                        header[TYPE_AT]);
    }

    boolean isEnd() {
        return type == END;
    }

    private static boolean isZero(byte[] header) {
        for (byte value : header) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /// Digits, or the bytes of a large number after a first bit, as GNU's tar writes it.
    private static long number(byte[] header) {
        if (header[SIZE_AT] >= 0) {
            return octal(header, SIZE_AT, NUMBER);
        }
        byte[] bytes = Arrays.copyOfRange(header, SIZE_AT, SIZE_AT + NUMBER);
        bytes[0] &= 0x7f;
        BigInteger number = new BigInteger(bytes);
        if (number.bitLength() >= Long.SIZE) {
            throw new BadImageException("It has a file that is too large.");
        }
        return number.longValue();
    }

    private static long octal(byte[] header, int at, int length) {
        String digits = text(header, at, length).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, OCTAL);
        } catch (NumberFormatException other) {
            throw new BadImageException("It is no tar, or is damaged.", other);
        }
    }

    private static String text(byte[] header, int start, int most) {
        int end = start;
        while (end < start + most && header[end] != 0) {
            end++;
        }
        return new String(header, start, end - start, UTF_8);
    }
}
