package io.dermavigil.jobs.facts;

/**
 * What is counted of a rating.
 *
 * @param ratedOn day of the rating, days since the epoch
 * @param satisfaction 1..5
 * @param improvement GAIS 1..5; 0 when not given
 */
public record RatingContent(int ratedOn, int satisfaction, int improvement) implements Content {}
