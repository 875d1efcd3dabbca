package dev.cairn.protocol.workspaces;

import java.util.List;

/// `GET workspaces`: those that the caller has something to do in.
public record ListWorkspaces() {
    public record Response(List<Workspace> workspaces) {}
}
