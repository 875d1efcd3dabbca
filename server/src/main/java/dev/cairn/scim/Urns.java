package dev.cairn.scim;

/// The names of schemas and messages.
final class Urns {
    static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
    private static final String MESSAGES = "urn:ietf:params:scim:api:messages:2.0:";
    static final String LIST = MESSAGES + "ListResponse";
    static final String PATCH = MESSAGES + "PatchOp";
    static final String ERROR = MESSAGES + "Error";

    private Urns() {}
}
