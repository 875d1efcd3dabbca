package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET metastores/{id}`.
public record GetMetastore(String id) implements AnsweredWith<MetastoreInfo> {
    public GetMetastore {
        Require.text("id", id);
    }
}
