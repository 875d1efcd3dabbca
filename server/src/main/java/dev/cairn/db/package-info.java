/// The only door to the database: a block of work in one transaction, on SQLite or PostgreSQL.
@NullMarked
package dev.cairn.db;

import org.jspecify.annotations.NullMarked;
