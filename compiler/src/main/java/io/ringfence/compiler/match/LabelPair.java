package io.ringfence.compiler.match;

/** One label with its value. */
record LabelPair(String name, String value) {}
