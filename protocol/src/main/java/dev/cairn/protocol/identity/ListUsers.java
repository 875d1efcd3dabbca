package dev.cairn.protocol.identity;

import java.util.List;

/// `GET users/list`: every account, by name.
public record ListUsers() {
    public record Response(List<User> users) {}
}
