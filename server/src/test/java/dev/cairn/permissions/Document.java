package dev.cairn.permissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// The table that people read.
record Document(Path file) {
    private static final String START = "| --- |";

    List<String> rows() throws IOException {
        List<String> lines = Files.readAllLines(file);
        int head =
                (int) lines.stream().takeWhile(line -> !line.startsWith(START)).count();
        return lines.subList(Math.min(head + 1, lines.size()), lines.size());
    }

    void write(List<Principal> everybody, Collection<String> rows) throws IOException {
        String text = Files.readString(file);
        String before = text.substring(0, text.indexOf("| method |"));
        String head = everybody.stream().map(Principal::name).collect(Collectors.joining(" | "));
        Files.writeString(
                file,
                before + "| method | route | needs | " + head + " |\n"
                        + "| --- |" + " --- |".repeat(everybody.size() + 2) + "\n"
                        + String.join("\n", rows) + "\n");
    }
}
