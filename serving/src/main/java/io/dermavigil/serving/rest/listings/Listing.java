package io.dermavigil.serving.rest.listings;

import io.dermavigil.serving.relations.Relation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page of rows.
 *
 * @param relation where the rows are from
 * @param count number of rows on all pages
 * @param rows rows of this page, each from column to value
 * @param next cursor of the next page; empty on the last
 */
public record Listing(Relation relation, long count, List<Map<String, Object>> rows, Optional<String> next) {}
