package io.ringfence.model.text;

/**
 * Where in a text a resource stands.
 *
 * @param document number of its document, from 1
 * @param line where it begins, from 1
 */
public record Place(int document, int line) {}
