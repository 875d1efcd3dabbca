package dev.cairn.protocol;

/// A request whose answer is a record that answers others too. Those that have an answer of their own hold it as
/// `Response`.
///
/// @param <R> the record
public interface AnsweredWith<R extends Record> {}
