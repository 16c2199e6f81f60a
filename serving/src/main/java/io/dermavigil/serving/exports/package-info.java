/** Whole views as files, and what their columns mean. */
package io.dermavigil.serving.exports;
