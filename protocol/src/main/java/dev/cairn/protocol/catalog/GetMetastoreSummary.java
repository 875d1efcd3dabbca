package dev.cairn.protocol.catalog;

import dev.cairn.protocol.AnsweredWith;

/// `GET metastore_summary`.
public record GetMetastoreSummary() implements AnsweredWith<MetastoreInfo> {}
