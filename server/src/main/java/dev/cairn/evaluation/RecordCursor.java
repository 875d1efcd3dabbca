package dev.cairn.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cairn.http.ApiException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The record that a page of a data set ends with: base64 of `created_time:record_id` on the wire.
record RecordCursor(long createdTime, String recordId) {
    private static final RecordCursor START = new RecordCursor(-1, "");
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}):(dr-\\w{1,64})");

    static RecordCursor of(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return START;
        }
        try {
            Matcher matcher = FORM.matcher(new String(Base64.getDecoder().decode(token), UTF_8));
            if (matcher.matches()) {
                return new RecordCursor(Long.parseLong(matcher.group(1)), matcher.group(2));
            }
        } catch (IllegalArgumentException notBase64) {
            throw ApiException.invalid("Invalid page token, could not base64-decode");
        }
        throw ApiException.invalid("Invalid page token, decoded value is not <created time>:<record id>");
    }

    static RecordCursor at(StoredRecord record) {
        return new RecordCursor(record.createdTime(), record.recordId());
    }

    String token() {
        return Base64.getEncoder().encodeToString((createdTime + ":" + recordId).getBytes(UTF_8));
    }
}
