package dev.cairn.protocol.tracking;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.cairn.protocol.WireEnum;

/// How far the upload of a logged model has come. The protobuf numbers are 0 to 3.
public enum LoggedModelStatus {
    LOGGED_MODEL_STATUS_UNSPECIFIED,
    LOGGED_MODEL_PENDING,
    LOGGED_MODEL_READY,
    LOGGED_MODEL_UPLOAD_FAILED;

    @JsonCreator
    public static LoggedModelStatus of(Object wire) {
        return WireEnum.of(LoggedModelStatus.class, 0, wire);
    }
}
