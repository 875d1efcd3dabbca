package dev.cairn.db;

import java.sql.SQLException;

/// The database refused a statement; never shown to clients.
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK = "40P01";
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_CONSTRAINT = 19;

    private final int errorCode;
    private final String sqlState;
    private final boolean sqlite;

    DatabaseException(SQLException cause) {
        super(cause);
        errorCode = cause.getErrorCode();
        sqlState = cause.getSQLState() == null ? "" : cause.getSQLState();
        sqlite = cause instanceof org.sqlite.SQLiteException;
    }

    /// Whether a unique or foreign key stood against the statement.
    public boolean isConstraint() {
        return sqlite ? (errorCode & 0xff) == SQLITE_CONSTRAINT : sqlState.startsWith("23");
    }

    /// Whether another program has the file of an embedded database for itself.
    static boolean isBusy(SQLException failure) {
        return failure instanceof org.sqlite.SQLiteException && (failure.getErrorCode() & 0xff) == SQLITE_BUSY;
    }

    /// Whether the same transaction may well succeed when it is tried again.
    boolean isTransient() {
        return sqlState.equals(SERIALIZATION_FAILURE) || sqlState.equals(DEADLOCK);
    }
}
