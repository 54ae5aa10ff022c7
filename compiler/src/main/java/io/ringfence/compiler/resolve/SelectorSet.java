package io.ringfence.compiler.resolve;

import java.util.Arrays;

/** Numbers of selectors, ascending; immutable. */
final class SelectorSet {
    static final SelectorSet EMPTY = new SelectorSet(new int[0]);

    private final int[] numbers;
    private final int hash;

    private SelectorSet(int[] numbers) {
        this.numbers = numbers;
        this.hash = Arrays.hashCode(numbers);
    }

    /** This and one more, which must not be in it. */
    SelectorSet with(int number) {
        int place = -Arrays.binarySearch(numbers, number) - 1;
        if (place < 0) {
            throw new IllegalStateException("already there: " + number);
        }
        int[] more = new int[numbers.length + 1];
        System.arraycopy(numbers, 0, more, 0, place);
        more[place] = number;
        System.arraycopy(numbers, place, more, place + 1, numbers.length - place);
        return new SelectorSet(more);
    }

    /** This without one that must be in it. */
    SelectorSet without(int number) {
        int place = Arrays.binarySearch(numbers, number);
        if (place < 0) {
            throw new IllegalStateException("not there: " + number);
        }
        int[] fewer = new int[numbers.length - 1];
        System.arraycopy(numbers, 0, fewer, 0, place);
        System.arraycopy(numbers, place + 1, fewer, place, fewer.length - place);
        return new SelectorSet(fewer);
    }

    int size() {
        return numbers.length;
    }

    int get(int i) {
        return numbers[i];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SelectorSet that && Arrays.equals(numbers, that.numbers);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
