package dev.cairn.protocol.secrets;

/// Where the secrets of a scope are kept.
public enum ScopeBackendType {
    /// By the server itself.
    DATABRICKS,
    /// By a service of somebody else; refused.
    AZURE_KEYVAULT
}
