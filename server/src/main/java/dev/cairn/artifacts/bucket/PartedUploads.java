package dev.cairn.artifacts.bucket;

import dev.cairn.artifacts.UploadedPart;
import java.util.List;

/// Objects that are sent in parts, of which nothing is to be seen before they are completed.
public interface PartedUploads {
    /// The most parts that an object is made of.
    int MOST_PARTS = 10_000;

    /// Begins an upload and returns its id.
    String begin(String key);

    /// Sends a part; it counts as it was sent last.
    ///
    /// @param number  from 1
    /// @param content all parts of an upload have room for as many bytes, and all but the last are full
    /// @param length  the bytes of the content that count
    UploadedPart send(String key, String upload, int number, byte[] content, int length);

    /// Makes one object of the parts, which are in order.
    void complete(String key, String upload, List<UploadedPart> parts);

    /// Forgets an upload and its parts; nothing happens where there is none.
    void abort(String key, String upload);
}
