/** Exports of the store. */
package io.dermavigil.cli.exports;
