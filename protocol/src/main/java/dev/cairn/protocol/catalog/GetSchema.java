package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;
import dev.cairn.protocol.Require;

/// `GET schemas/{full_name}`.
public record GetSchema(String fullName) implements AnsweredWith<SchemaInfo> {
    public GetSchema {
        Require.text("full_name", fullName);
    }
}
