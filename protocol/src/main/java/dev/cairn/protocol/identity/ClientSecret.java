package dev.cairn.protocol.identity;

/// A secret with which a program gets itself tokens, without what makes it one.
///
/// @param secretHash by which one is told from another; of no use for anything else
/// @param status     always `ACTIVE`
/// @param createTime in ISO 8601, as the other times
public record ClientSecret(
        String id, String secretHash, String status, String createTime, String updateTime, String expireTime) {}
