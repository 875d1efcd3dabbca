package dev.cairn.scoring.parquet;

/// The numbers of types in Thrift's compact protocol.
public final class ThriftType {
    /// Of a field; it has no other value.
    public static final int TRUE = 1;

    public static final int INT32 = 5;
    public static final int INT64 = 6;
    public static final int BINARY = 8;
    public static final int LIST = 9;
    public static final int STRUCT = 12;

    /// Not a type: the size of a list which says that the size comes behind it.
    public static final int SHORT_LIST = 15;

    static final int FALSE = 2;
    static final int INT8 = 3;
    static final int INT16 = 4;
    static final int DOUBLE = 7;

    private ThriftType() {}
}
