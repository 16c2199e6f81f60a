/** Rows of a documented view as CSV and as Parquet. */
package io.dermavigil.serving.tables;
