package dev.cairn.image;

import java.io.IOException;
import java.io.OutputStream;

/// Bytes that can be written more than once: to know their digest first, and then to where they belong.
interface Content {
    void writeTo(OutputStream out) throws IOException;

    static Content of(byte[] bytes) {
        return out -> out.write(bytes);
    }
}
