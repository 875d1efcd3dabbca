package dev.cairn.scoring.trees;

import java.util.Arrays;

/// Whole numbers of which it is not known how many will come. Used by one thread.
final class IntList {
    private static final int FIRST_CAPACITY = 16;

    private int[] numbers = new int[FIRST_CAPACITY];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
