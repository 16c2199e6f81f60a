/** The forms in which rows leave: JSON, lines of JSON, CSV and Parquet. */
package io.dermavigil.serving.rest.formats;
