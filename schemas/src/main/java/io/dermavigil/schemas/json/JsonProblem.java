package io.dermavigil.schemas.json;

/**
 * A place where JSON does not fit its schema.
 *
 * @param field path of the field, for example {@code device.maxDepthMm}
 * @param rule what is expected there, without the value found
 */
public record JsonProblem(String field, String rule) {}
