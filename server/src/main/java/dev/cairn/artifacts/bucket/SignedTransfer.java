package dev.cairn.artifacts.bucket;

import dev.cairn.artifacts.Admission;
import dev.cairn.artifacts.SentSize;
import dev.cairn.artifacts.SignedUrl;
import dev.cairn.artifacts.UploadedPart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What a store offers to clients that move objects by themselves.
public interface SignedTransfer {
    /// As an attachment of no known type, so that no browser runs it.
    SignedUrl download(String key, Duration life);

    /// Where an object is sent. Either no more than its size may be is taken there, or this is refused.
    SignedUrl upload(String key, Duration life, SentSize size);

    /// Begins an upload in parts and returns its id.
    String begin(String key);

    /// Where a part goes.
    ///
    /// @param number from 1
    SignedUrl part(String key, String upload, int number, Duration life);

    /// Makes one object of the parts, which are in order. One that is not admitted replaces nothing.
    void complete(String key, String upload, List<UploadedPart> parts, Admission admission);

    /// Forgets an upload and its parts; nothing happens where there is none.
    void abort(String key, String upload);

    /// Forgets uploads below a beginning that were begun before a time, though not more than some thousand at once.
    ///
    /// @return whether all of them are gone
    boolean sweep(String beginning, Instant before);
}
