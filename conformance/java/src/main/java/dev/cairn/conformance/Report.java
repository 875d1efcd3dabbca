package dev.cairn.conformance;

/** Counts the checks that passed and failed, and prints those that failed. */
final class Report {

    private int passed;
    private int failed;

    /** One thing that must be true of the server; it throws when it is not. */
    @FunctionalInterface
    interface Check {
        void run() throws Exception;
    }

    void check(String sentence, Check check) {
        try {
            check.run();
            passed++;
        } catch (Exception | AssertionError problem) {
            failed++;
            System.out.println("FAILED " + sentence + System.lineSeparator() + "    " + problem);
        }
    }

    int failed() {
        return failed;
    }

    String summary() {
        return "%d passed, %d failed".formatted(passed, failed);
    }
}
