package dev.cairn.db;

import java.util.List;

/// A table of a test's own: numbered texts, each text once.
record Things(Database database) {

    static Things in(Database database) {
        database.write(tx -> tx.update("CREATE TABLE things (id BIGINT PRIMARY KEY, name VARCHAR NOT NULL UNIQUE)"));
        database.write(tx -> tx.update("CREATE TABLE parts (thing BIGINT NOT NULL REFERENCES things (id))"));
        return new Things(database);
    }

    static int add(Transaction tx, long id) {
        return add(tx, id, "thing " + id);
    }

    static int add(Transaction tx, long id, String name) {
        return tx.update("INSERT INTO things (id, name) VALUES (?, ?)", id, name);
    }

    static List<Long> ids(Transaction tx) {
        return tx.query("SELECT id FROM things ORDER BY id", row -> row.getLong(1));
    }

    int add(long id) {
        return database.write(tx -> add(tx, id));
    }

    List<Long> ids() {
        return database.read(Things::ids);
    }
}
