/** Rows of text for people and programs. */
package io.dermavigil.cli.tables;
