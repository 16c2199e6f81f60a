package io.dermavigil.statistics.disclosure;

/**
 * A release, and what is said of it to those who make it.
 *
 * @param published the release
 * @param hidden why it hides what it hides
 */
public record MadeRelease(PublishedRelease published, Reasons hidden) {}
