package dev.cairn.protocol.identity;

import dev.cairn.protocol.Require;

/// `POST device/confirm`: lets the command line in that waits with a code, in the caller's name, or refuses it.
public record ConfirmDevice(String userCode, Boolean allow) {
    public ConfirmDevice {
        Require.text("user_code", userCode);
        Require.present("allow", allow);
    }
}
