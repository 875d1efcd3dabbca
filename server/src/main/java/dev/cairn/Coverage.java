package dev.cairn;

final class Coverage {
    private Coverage() {}

    static String report() {
        return "";
    }
}
