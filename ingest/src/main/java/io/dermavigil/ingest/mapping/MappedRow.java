package io.dermavigil.ingest.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a mapping made of a row.
 *
 * @param object JSON form of the event as far as the row gave it; fields with a problem are absent
 * @param problems cells that could not be read
 */
public record MappedRow(ObjectNode object, List<CellProblem> problems) {}
