package io.lapse.streamsapp.board;

/**
 * The key of the last item of the page before: a number by which the list is sorted, then a text by
 * its bytes in UTF-8.
 */
public record After(long number, String text) {}
