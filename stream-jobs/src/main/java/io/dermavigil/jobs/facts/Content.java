package io.dermavigil.jobs.facts;

/** What a revision says, reduced to what is counted. */
public sealed interface Content permits SessionContent, ReactionContent, RatingContent {}
