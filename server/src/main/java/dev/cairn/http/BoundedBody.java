package dev.cairn.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/// A body whose length is not known before its end. Memory is taken for it as it grows.
///
/// @param first    how many bytes it is first taken to have
/// @param most     how many it may have
/// @param tooLarge what its sender is told if it has more
public record BoundedBody(int first, int most, Supplier<ApiException> tooLarge) {
    /// What one is first taken to have whose length is not announced.
    public static final int FIRST_BYTES = 64 * 1024;

    /// The body of a request, as long as it is announced to be: for those who count the memory that
    /// this takes at once.
    ///
    /// @param most how many bytes it may have
    /// @throws ApiException if it is announced to have more
    public static BoundedBody of(Exchange exchange, int most) {
        long announced = exchange.contentLength();
        if (announced > most) {
            throw ApiException.bodyTooLarge(most);
        }
        int first = announced < 0 ? FIRST_BYTES : (int) announced;
        return new BoundedBody(Math.min(first, most), most, () -> ApiException.bodyTooLarge(most));
    }

    /// Reads the body of a request, whatever it is announced to have: memory is taken for what comes.
    ///
    /// @param most how many bytes it may have
    /// @throws ApiException if it has more
    public static byte[] read(Exchange exchange, int most) throws IOException {
        BoundedBody body = of(exchange, most);
        return new BoundedBody(Math.min(body.first, FIRST_BYTES), most, body.tooLarge).read(exchange.body(), _ -> {});
    }

    /// Reads it to its end.
    ///
    /// @param room is told how many bytes it may take, before it does
    public byte[] read(InputStream in, IntConsumer room) throws IOException {
        int length = 0;
        int size = Math.min(first, most);
        room.accept(size);
        byte[] bytes = new byte[size];
        while (true) {
            length += in.readNBytes(bytes, length, size - length);
            if (length < size) {
                return Arrays.copyOf(bytes, length);
            }
            int next = in.read();
            if (next < 0) {
                return bytes; // as long as it was announced to be
            }
            if (size == most) {
                throw tooLarge.get();
            }
            size = (int) Math.min(2L * size + 1, most);
            room.accept(size);
            bytes = Arrays.copyOf(bytes, size);
            bytes[length++] = (byte) next;
        }
    }
}
