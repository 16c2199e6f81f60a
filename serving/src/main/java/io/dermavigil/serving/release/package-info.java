/** Makes releases: counts of patients from the store, made safe by the disclosure rules, written once and for ever. */
package io.dermavigil.serving.release;
