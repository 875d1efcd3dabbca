package dev.cairn.protocol.catalog;

/// `GET current-metastore-assignment`.
public record GetMetastoreAssignment() {
    public record Response(long workspaceId, String metastoreId, String defaultCatalogName) {}
}
