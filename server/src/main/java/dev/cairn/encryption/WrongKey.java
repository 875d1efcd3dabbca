package dev.cairn.encryption;

/// The refusal to work with data keys that another key wrapped.
final class WrongKey {
    private WrongKey() {}

    /// @param id     of the key that is needed
    /// @param looked where it was looked for, and what is there
    static KeyException of(String id, String looked) {
        return new KeyException("""
                The key %s is needed, with which the data keys of this database are encrypted.
                Looked for it in %s.
                Put that key back where it was, from your backup or from another server of this database, or say where it
                is with --key-file FILE or in the variable CAIRN_KEY; of AWS KMS, whose keys are called arn:…, with
                --kms-key ARN. Nothing was changed.
                If it is lost for good, so is what was encrypted: ./cairn keys abandon begins with a new one.""".formatted(id, looked));
    }
}
