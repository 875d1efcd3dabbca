package dev.cairn.workers;

/// Why a process does not answer, in a sentence for people.
class WorkerException extends Exception {
    private static final long serialVersionUID = 1L;

    WorkerException(String message) {
        super(message.replaceAll("\\p{Cntrl}+", " "), null, false, false); // it may be a model's own words
    }
}
