package io.dermavigil.cli.erasure;

import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import java.util.List;
import java.util.Map;

/**
 * What was seen of the store. The receipt has the first two, and the others elsewhere.
 *
 * @param address address of its database, without user and password
 * @param rows rows that were read and hold nothing of the patients, by table
 * @param files files of a local stack's own server that were searched; 0 for another server
 * @param notVerified what of it could not be looked at, in words
 */
@JsonIncludeProperties({"address", "rows"})
record StoreSeen(String address, Map<String, Long> rows, int files, List<String> notVerified) {}
